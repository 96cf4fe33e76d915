"""What is said of answers, progress and impact in Northmere."""

from __future__ import annotations

from typing import Final

DIRECTOR_FIRST_ACTION: Final = "This will be looked into."
DIRECTOR_RETURNED: Final = (
    "Recommendation 5: the answer says neither what will be done nor who will do it and by when."
)
VERDICTS_MINUTE: Final = (
    "RESOLVED: that the answers to recommendations 1, 2, 4 and 5 answer them, and that the answer "
    "to recommendation 3 does not, since it leaves open how joint visits will be made until then."
)
#: By the number of the recommendation: the verdict, and why it does not answer.
VERDICTS: Final[dict[int, tuple[str, str]]] = {
    1: ("answers", ""),
    2: ("answers", ""),
    3: (
        "does_not_answer",
        (
            "A report on joint visits is no visit. The answer leaves open how agreed joint visits "
            "will be made while there is no second post."
        ),
    ),
    4: ("answers", ""),
    5: ("answers", ""),
}

NUMBER_IN_USE: Final = "The duty number is in use, day and night. It was tested twice this month."
NUMBER_PROOF: Final = "The record of calls and tests, shown to the clerk."
NUMBER_CLOSED_MINUTE: Final = (
    "RESOLVED: that recommendation 4 be closed as done, since the number is in use and tested, and "
    "that its impact be looked at before the winter."
)
NUMBER_CLOSED: Final = "The record of calls and of two tests at a weekend."

BATCHES_ENDED: Final = "Weekly batches ended in three of the four districts."
BATCHES_PROOF: Final = "The count of notices by district, for the first month."
SECOND_QUARTER: Final = "388 of 598 notices were sent within one working day in the second quarter."
SECOND_QUARTER_PROOF: Final = "The appendix to the paper for the panel’s meeting, as corrected."
RATED_AMBER_MINUTE: Final = (
    "RESOLVED: that progress on recommendation 1 be rated amber, and on recommendation 2 red, and "
    "that the chair ask again for the answer to recommendation 6."
)
RATED_AMBER: Final = "Far more notices come in time than a year ago. Weekends are not settled."
RATED_RED: Final = "Neither figure has been published yet, though the time for it has passed."
CLAIMED: Final = "Every notice is now sent within one working day, weekends included."
CLAIMED_PROOF: Final = "In the last quarter 622 of 655 notices were in time; all others by hand."

CLOSED_MINUTE: Final = (
    "RESOLVED: that progress on recommendation 1 be rated green, that it be closed as done and "
    "action 1 with it, and that the panel look at what changed for children within a year."
)
RATED_GREEN: Final = "Notices reach children’s services within one working day, seven days a week."
CLOSED_NOTICES: Final = "The quarterly count of notices: 622 of 655 in time, the rest by hand."
CLOSED_ACTION: Final = "The report of the head of policy, with the count of the last quarter."
NOT_DONE_MINUTE: Final = (
    "RESOLVED: that recommendation 3 be closed as not done, since the commissioner will not fund a "
    "second post, and that the panel return to it with the next budget."
)
NOT_DONE: Final = (
    "The commissioner will not fund a second post this year. The panel returns to it with the next "
    "budget."
)
IMPACT_MINUTE: Final = (
    "RESOLVED: that the impact of recommendation 4 be looked at now and not after the winter, and "
    "that what was found be recorded."
)
IMPACT_FOUND: Final = (
    "Foster carers and homes reach an officer at the first call, at night too. Children who go "
    "missing from Friday to Sunday are looked for sooner; whether they are found sooner cannot be "
    "told yet."
)
IMPACT_PROOF: Final = (
    "Calls to the number at weekends: 64 in four months, 61 of them answered at once."
)
