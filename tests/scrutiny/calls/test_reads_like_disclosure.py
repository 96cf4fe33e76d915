"""What tells of harm to somebody, and what only speaks of it: cases and their look-alikes."""

from __future__ import annotations

import time

import pytest

from scrutiny.rules.reads_like_disclosure import reads_like_disclosure, ways_of_telling

TELLS = """
I was abused by my stepfather when I was nine.
My uncle touched me and told me not to tell anyone.
He hits me when mum is out.
I’m being groomed by a man online.
My daughter is being hurt by her father at weekends.
My little boy was hit by a carer at nursery.
I am worried about a child in my class who comes in with bruises.
The children next door are screaming every night.
There is a girl on our street who is always hungry and alone.
I can hear him beat the kids upstairs.
My son says his coach touches him.
Please help me, I am scared to go home.
I want to die.
She is not safe.
My friend told me that her dad rapes her.
When I was in care the staff beat us.
a pupil told me that her brother hurts her
I saw a man hitting his daughter outside the shop.
My ex threatens my daughter.
my granddaughter has bruises on her arms
Nobody believed me when I reported my teacher.
We were beaten at that school.
i have been sexually abused for years
my husband hits me in front of the children
They locked my brother in his room for days
I got raped last year and police did nothing
My stepdad is hitting my mum and us kids
The notices come late. I know because my partner punches me and the police were called twice.
A man at church touched my sister
my dad keeps hittin me
someone is abusing my neighbour's children
My cousin was raped
I was assaulted by a police officer in custody
the carer at my son's home hurts him
I think my brother is being groomed
a teacher at St Example School is touching girls
There's a little girl living at number 4 who is left alone all night
My niece disclosed to me that she was raped
I know a boy who is being exploited by a gang
He makes me do things
he has threatened to kill me
I am 13 and I'm scared of my dad
I cut myself
they make me sell drugs
I have been a victim of child sexual exploitation
I'm a survivor of abuse
My child was sexually exploited and the police ignored us
Mae rhywun yn brifo fy mhlentyn
Mae fy nhad yn fy nharo
Rwy'n cael fy ngham-drin gartref
"""
ONLY_SPEAKS_OF_IT = """
Children were abused in Rotherham and Oxford, and the agencies did not act.
We found that children who are abused at home are often not spoken to alone.
In our experience survivors of abuse wait months for support.
I have worked for twenty years with children who were abused and neglected.
I am concerned about the child protection conferences that officers do not attend.
I am worried that children's services have no room for visits.
Domestic abuse notices reached us in batches and children waited for help.
Our school refers a child when a teacher sees bruises or a child is hungry.
Neighbourhood policing teams hear of children who are beaten at home.
Officers told us that cases of children being hit are closed too early.
The police hit their target for visits last year.
We were hit by cuts to our youth work budget.
I was touched by the kindness of the officers.
I was hit by the delay in my DBS check.
The delay has hurt my organisation and the children we serve.
My organisation supports girls who were groomed online.
I am a social worker. Social workers make dangerous visits alone.
As a paediatrician I see children with bruises; strategy discussions happen without us.
My team was threatened with closure.
I am writing for a charity that helps children who were raped or sexually exploited.
Nobody told us the outcome of the conference.
The panel should ask whether every child who is hurt at home is heard.
Please help the panel to understand the figures.
We have seen a rise in reports of teachers abusing pupils.
He told me that the force has no analyst.
The commissioner made me an offer of a meeting.
When I was a police officer, abuse was not recorded.
My colleagues were assaulted twice on visits.
I am worried about the backlog of checks on my staff.
We asked officers whether a child had been hit.
The report says that a girl was abused by her stepfather; the case was closed too early.
A case study: a boy aged 10 was neglected and no conference was held.
The sub-committee heard from a survivor of exploitation.
My staff are threatened by parents during visits.
I am a victim support worker.
My organisation helps victims of abuse.
We are concerned about a rise in child neglect.
I am concerned that a child who is missing is reported late.
Social workers are scared of going alone.
Parents told me not to expect an answer from the force.
There is a child protection conference for which nobody comes.
Officers think that the child is safe when nobody has asked.
The force made me wait and the commissioner made me an offer.
A child in care told our advocate that visits are rare.
"""


def cases(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


@pytest.mark.parametrize("text", cases(TELLS))
def test_a_report_of_harm_is_heard(text: str) -> None:
    assert ways_of_telling(text)


@pytest.mark.parametrize("text", cases(ONLY_SPEAKS_OF_IT))
def test_evidence_about_services_is_left_alone(text: str) -> None:
    assert ways_of_telling(text) == []


def test_it_is_heard_in_the_middle_of_long_evidence_and_in_any_field() -> None:
    long = "\n".join(cases(ONLY_SPEAKS_OF_IT) * 10)
    assert not reads_like_disclosure(long)
    assert reads_like_disclosure(f"{long}\nMy\nuncle   TOUCHES me.\n{long}")
    assert reads_like_disclosure("Evidence", "", "he hits me")


def test_a_long_text_takes_no_long_time() -> None:
    """No text of the greatest length makes the patterns run away."""
    words = ("my ", "i was ", "next door ", "my child my child ", "he he he ", "my!!!!!!!!!", "!")
    began = time.process_time()
    for word in (
        *words,
        "i'm very ",
        "there is a child in ",
        "i think a ",
        "a teacher ",
        "fy merch ",
    ):
        assert isinstance(ways_of_telling((word * 20_000)[:20_000]), list)
    assert time.process_time() - began < 6
