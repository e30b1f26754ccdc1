"""What reads the whole file lets acts go first, one after the other and each to its end."""

from functools import partial

from pytestqt.qtbot import QtBot

from tallyapp.ui.session.worker import Worker

ACTS = 200


def test_an_act_goes_first_and_to_its_end_where_a_backup_lets_it(qtbot: QtBot) -> None:
    worker = Worker()
    begun: list[int] = []
    ended: list[int] = []

    def act(number: int) -> None:
        begun.append(number)
        # Long enough that whoever did not wait for it would be met in the middle.
        sum(range(10_000))
        ended.append(number)

    with worker.held_up() as let_others_first:
        let_others_first()
        for number in range(ACTS):
            worker.run(partial(act, number), lambda _: None)
        while len(ended) < ACTS:
            let_others_first()
            assert begun == ended
    told: list[str] = []
    worker.run(lambda: "saved", told.append)
    qtbot.waitUntil(lambda: told == ["saved"])
    assert ended == list(range(ACTS))
    worker.stop()
