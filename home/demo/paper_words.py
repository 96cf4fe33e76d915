"""The words of Northmere's papers, as data. The area, its bodies and its people are invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True)
class Sheet:
    """A paper to be set: its title, who wrote it, its paragraphs and at most one table.

    A paragraph that begins with "# " is a heading.
    """

    title: str
    author: str
    paragraphs: tuple[str, ...]
    caption: str = ""
    rows: tuple[tuple[str, ...], ...] = field(default=())


NOTICES: Final = Sheet(
    title="Domestic abuse notices: progress since the review",
    author="Head of Policy, Office of the Commissioner",
    paragraphs=(
        "# Why this comes to the panel",
        (
            "The panel’s review found that the force sent domestic abuse notices to children’s "
            "services in batches. Children waited for help until the batch arrived. The "
            "commissioner accepted the recommendation that each notice be sent within one working "
            "day."
        ),
        "# What has been done",
        (
            "Since April a small team in the control room reads every incident at which a child "
            "was present and sends the notice the same day. Two posts are permanent; two are paid "
            "from the reserve until March."
        ),
        (
            "The old form was sent by e-mail and had to be typed in again by the council. The new "
            "one goes from the force’s system into the council’s. About one in twenty still fails "
            "on the way and is sent by hand on the next working day."
        ),
        "# What remains",
        (
            "Incidents on Friday and Saturday nights are read on Saturday and Sunday, but the "
            "council has no one to receive them before Monday. The two chief officers have been "
            "asked to settle this before the winter."
        ),
        "# What the panel is asked to do",
        (
            "Note the progress, and say whether it wants to hear again about weekends before the "
            "action is closed."
        ),
    ),
)

DAYS: Final = Sheet(
    title="Appendix A: days from incident to notice",
    author="Performance team, Northmere Police",
    paragraphs=(
        (
            "The table counts notices about incidents at which a child was present. “In time” "
            "means that the notice reached children’s services within one working day."
        ),
    ),
    caption="Notices by quarter, and how long they took",
    rows=(
        ("Quarter", "Notices sent", "In time", "Longest wait"),
        ("First", "612", "214", "19 working days"),
        ("Second", "598", "402", "11 working days"),
        ("Third", "641", "577", "4 working days"),
        ("Fourth", "655", "622", "2 working days"),
    ),
)

#: The figure of the second quarter that the corrected edition puts right.
DAYS_CORRECTED: Final = Sheet(
    title=DAYS.title,
    author=DAYS.author,
    paragraphs=DAYS.paragraphs,
    caption=DAYS.caption,
    rows=tuple(
        ("Second", "598", "388", "11 working days") if row[0] == "Second" else row
        for row in DAYS.rows
    ),
)

MONITORING: Final = Sheet(
    title="Commissioner’s monitoring report",
    author="Police and Crime Commissioner for Northmere",
    paragraphs=(
        "# Summary",
        (
            "This report sets out what was done in the quarter towards the four aims of the police "
            "and crime plan. Figures are those held on the last working day of the quarter; some "
            "will change as records are completed."
        ),
        "# Protecting children",
        (
            "Attendance of officers at initial child protection conferences rose. Where nobody "
            "could attend, a written report was sent beforehand in most cases, but not in all."
        ),
        (
            "Children reported missing more than three times were offered a return interview by "
            "the new service. The service has been open to referrals since the start of the "
            "quarter."
        ),
        "# Money",
        (
            "The forecast for the year is an overspend of less than one per cent, to be met from "
            "the reserve. The cost of overtime in the control room is the largest part of it."
        ),
        "# Next quarter",
        (
            "The office will publish its draft of the plan for the coming years and ask the panel "
            "for its report on it."
        ),
    ),
    caption="The quarter at a glance",
    rows=(
        ("Measure", "Last quarter", "This quarter"),
        ("Conferences attended by an officer", "71 of 96", "84 of 101"),
        ("Written report where nobody attended", "13 of 25", "14 of 17"),
        ("Return interviews offered", "not yet counted", "58"),
    ),
)

CONTRACT: Final = Sheet(
    title="Return interviews for missing children: award of the contract",
    author="Head of Commissioning, Office of the Commissioner",
    paragraphs=(
        "# The service",
        (
            "Independent return interviews are offered to every child who has been missing. The "
            "service is bought by the commissioner and the county council together, for three "
            "years."
        ),
        "# How it was bought",
        (
            "Four organisations answered the invitation. Each was scored on quality (60 of 100) "
            "and price (40 of 100) by a group of five, one of them a young adviser."
        ),
        "# The prices offered",
        (
            "Larkfield Young People’s Trust offered 184,500 pounds a year, Harbourside Outreach "
            "201,900 pounds, and the two others more than 230,000 pounds. Harbourside asked that "
            "its hourly rate not be shown to its competitors."
        ),
        "# What the panel is asked to do",
        "Note the award, and choose what it wants to measure after the first year.",
    ),
)

CONTRACT_PUBLIC: Final = Sheet(
    title=CONTRACT.title,
    author=CONTRACT.author,
    paragraphs=(
        *CONTRACT.paragraphs[:4],
        "# The prices offered",
        (
            "This section is not for publication: it is exempt under paragraph 3 of Schedule 12A "
            "(financial or business affairs)."
        ),
        *CONTRACT.paragraphs[6:],
    ),
)

COMPLAINT: Final = Sheet(
    title="Informal resolution of the complaint of Mr Desmond Harcastle",
    author="Monitoring Officer, Northmere County Council",
    paragraphs=(
        "# The complaint",
        (
            "Mr Desmond Harcastle of Westerby complains that the commissioner spoke to him in a "
            "way that belittled his late wife’s illness when he asked at a surgery why nobody had "
            "come."
        ),
        "# What was done",
        (
            "Both were heard. The commissioner has written to Mr Harcastle and regrets the words "
            "he chose; Mr Harcastle has said that he is content for the matter to end with the "
            "letter."
        ),
        "# What the panel is asked to do",
        (
            "Record the outcome. Under the regulations the panel publishes it only if both agree, "
            "and Mr Harcastle does not."
        ),
    ),
)

CUSTODY: Final = Sheet(
    title="Children held in custody overnight: letter of the inspectorate",
    author="Scrutiny Officer, Northmere County Council",
    paragraphs=(
        (
            "The constabulary inspectorate has written to the commissioner after an unannounced "
            "visit to Dunstead custody suite. It found that children who were charged and refused "
            "bail were kept in a cell because no other accommodation could be found."
        ),
        (
            "The letter asks for an answer within ten working days. The answer is due before the "
            "panel’s next ordinary meeting."
        ),
        (
            "Members may wish to ask the commissioner what he has asked of the chief constable, "
            "and the council’s director what accommodation there is."
        ),
    ),
)

CANDIDATES: Final = Sheet(
    title="Independent member: the three candidates",
    author="Scrutiny Officer, Northmere County Council",
    paragraphs=(
        "# The candidates",
        (
            "Bernadette Ashcombe chaired a housing association for nine years and has given "
            "evidence to two select committees. She declares a nephew in the force."
        ),
        (
            "Lucian Prowse teaches statistics and has advised the probation service. He was a "
            "candidate of a party at a district election four years ago."
        ),
        (
            "Ottoline Marsh-Greaves was a youth magistrate until last year and speaks British Sign "
            "Language."
        ),
        "# Recommendation of the group",
        "That Ottoline Marsh-Greaves be co-opted for three years.",
    ),
)

YEAR: Final = Sheet(
    title="The panel’s year",
    author="Scrutiny Officer, Northmere County Council",
    paragraphs=(
        "# What the panel did",
        (
            "The panel met five times, reported on the precept and on the commissioner’s annual "
            "report, and published one review with six recommendations."
        ),
        "# What came of it",
        (
            "The commissioner accepted three of the recommendations, two in part, and rejected one "
            "with his reasons. Two actions have been closed by the panel."
        ),
        "# How well it worked",
        (
            "Papers were published on time for every meeting but one. Two places fell vacant and "
            "were filled within the quarter."
        ),
    ),
)

RESERVE: Final = Sheet(
    title="Use of the reserve for the control room",
    author="Chief Finance Officer, Office of the Commissioner",
    paragraphs=(
        "# What is proposed",
        (
            "Two posts in the control room are paid from the reserve until March. The office "
            "proposes to make them permanent and to buy the software that sends notices by itself."
        ),
        "# What it costs",
        (
            "Two suppliers have named a price and asked that it stay private until the contract is "
            "signed. Fernhill Systems asks 96,400 pounds, Castlegate Data 118,750 pounds."
        ),
    ),
)

CASES: Final = Sheet(
    title="Three cases from the audit of notices",
    author="Head of Policy, Office of the Commissioner",
    paragraphs=(
        "# Why these cases",
        ("The audit read sixty notices. Three of them show what a late notice means for a child."),
        "# The first case",
        (
            "Child A (Kayleigh Marsh), born on 14 March 2011, NHS number 943 476 5919, waited nine "
            "days for a visit after the second incident at her home."
        ),
        "# The second case",
        (
            "Child B was known to two services. Each thought that the other had been told. "
            "Questions about the audit go to j.hollins@privatemail.example."
        ),
    ),
)

#: Names that must not go out in anything of the panel; the list keeps no names.
WATCHED: Final = ("Kayleigh Marsh", "Tariq Ellison")

WRITTEN: Final = (
    "<p>The panel keeps a list of the actions that it has asked for. Members are asked to confirm "
    "which of them are done, and to say of the others whether the reason for the delay is good "
    "enough.</p><h3>Since the last meeting</h3><ul><li>The council and the force have agreed who "
    "receives notices at weekends in an emergency.</li><li>The training of control room staff was "
    "put off once, and begins next month.</li></ul>"
)

URGENCY: Final = (
    "The inspectorate’s letter came after the agenda was published, and the commissioner must "
    "answer it before the panel meets again."
)
INTEREST_COMPLAINT: Final = (
    "The complainant asked for privacy, and his health and that of his late wife are described. "
    "Nothing in the outcome needs his name to be understood."
)
INTEREST_CONTRACT: Final = (
    "Showing losing prices would harm the next tender more than it would help readers, who can see "
    "the award itself."
)
INTEREST_CANDIDATES: Final = (
    "Candidates who were not chosen had been told that their particulars would stay private."
)
RELEASED: Final = (
    "The candidate was co-opted, and all three have agreed that the paper be published."
)
CORRECTION: Final = (
    "Appendix A gave 402 notices in time for the second quarter; the right number is 388."
)

PROGRAMME_SOURCE: Final = "The panel's annual discussion of what to look at."
PROGRAMME: Final = (
    (
        "Children held in custody overnight",
        "To find out how often it happens, and what would make it rarer.",
        "Councillor Priya Ramanathan",
    ),
    (
        "Return interviews for missing children: the first year",
        "To see whether children say that they were heard, and what was done with what they said.",
        "Dr Helen Marchbank",
    ),
    (
        "The commissioner's draft plan",
        "To report on the draft, as the Act asks of the full panel.",
        "Councillor Miriam Thackeray",
    ),
)
