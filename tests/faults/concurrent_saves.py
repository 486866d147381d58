"""Many editors save the same story at once. Each text is stored, by itself or merged with what came first, or its
sender is told and shown it; none goes without a word.
"""

from collections import Counter

from . import material
from .desk import MARK, AtWork, Task, save_in_turns
from .faults import Outcome
from .server import serving


def run(trial):
    article = material.make_story(body="".join(f"<p>Paragraph {n}.</p>" for n in range(1, 9)))
    logins = material.make_editors(trial.scale.editors)
    with serving(trial.folder, application=trial.application) as site:
        path = material.form_of(article)
        tasks = [Task(site.address, login, path, saves=trial.scale.saves) for login in logins]
        with AtWork(save_in_turns, tasks) as desk:
            sent = [one for history in desk.sent() for one in history]
    return judge(sent, material.texts_of(article), material.texts_aside(article))


def judge(sent, texts, aside):
    """`texts`: of the story's revisions, oldest first; `aside`: of those that came second and were kept."""
    count = Counter(one.outcome for one in sent)
    stored = {one.mark for one in sent if one.outcome in ("stored", "merged")}
    told = {one.mark for one in sent if one.outcome == "told"}
    lost = stored - set(MARK.findall(texts[-1]))
    crept_in = set(MARK.findall(texts[-1])) - stored
    figure = (
        f"{len(sent)} sent: {count['stored']} stored + {count['merged']} merged + {count['told']} told "
        f"= {len(stored) + len(told)}, {len(lost)} lost"
    )
    faults = [
        f"{number} × answered: {said}"
        for said, number in count.items()
        if said not in ("stored", "merged", "told")
    ]
    if lost:
        faults.append(f"{len(lost)} texts were acknowledged, and then overwritten without a word")
    if crept_in:
        faults.append(f"{len(crept_in)} texts were refused, and are in the story nevertheless")
    if not_kept := told - set(MARK.findall(" ".join(aside))):
        faults.append(f"{len(not_kept)} texts came second, and were not kept aside")
    if len(texts) != 1 + len(stored):
        faults.append(f"{len(stored)} texts stored, but {len(texts) - 1} revisions made")
    faults += [
        f"revision {number} lacks words of the one before it"
        for number, (before, after) in enumerate(zip(texts, texts[1:], strict=False), 2)
        if not set(MARK.findall(before)) <= set(MARK.findall(after))
    ]
    if not count["told"] and not count["merged"] and not lost:
        faults.append("no two editors met, so this showed nothing")
    return Outcome(figure, faults + material.problems())
