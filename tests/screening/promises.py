"""What triage promises, by number. ``pytest -m acceptance`` runs every test that holds one of them.

Those of one promise: ``pytest -m "acceptance(number=5)"``; where they are: ``grep -rn "acceptance(number=5)" tests``.
"""

PROMISES = {
    1: "The form of an answer opens with nothing chosen; sent empty, it lists its errors and changes nothing.",
    2: "Nobody approves an own answer, a superuser neither; once the list entry changed, approval meets a conflict.",
    3: "A suppressed pair comes back with the difference when what was relied on changes; else it is only recorded.",
    4: "Answering one potential match leaves the others open.",
    5: "What failed, or was screened against late lists, is never shown as clear, and is told to listening systems.",
    6: "The counts of a batch balance; a killed worker changes no total and raises no alert twice.",
    7: "The database refuses to change or remove an event of the trail; the check finds what was edited below it.",
    8: "Proposing a true match restricts at once; a return lifts nothing, only a second person's approval does.",
    9: "Triage works by keyboard alone, and with shortcuts off; axe finds nothing serious.",
    10: "Two people who press “Start next” together get different alerts.",
    11: "The front office learns nothing of a match: not on pages, not over the API, not by webhooks.",
    12: "The score shown is the score stored, and what explaining computes again from the same versions.",
    13: "Settings that would lose a true match of the past cannot be submitted.",
    14: "A true match whose entry left its list is put up for review; nobody is released by that.",
    15: "A key finds no address that answers, approves or suppresses.",
    16: "Names from right to left say so, and the page of an alert fits 320 px.",
}
