import threading

from eval.load import HEAD, rounds

QUESTIONS = ("a", "b", "c")


def play(connect, **options):
    (done,) = rounds(connect, QUESTIONS, people=6, each=5, times=1, **options)
    return done


def echo(question):
    return {"text": question, "timings": {"reading": threading.get_ident()}}


def test_every_answer_is_timed_and_compared_with_the_one_given_alone():
    done = play(lambda: echo, memory=iter([100.0, 101.0]).__next__)
    assert (len(done.seconds), done.wrong, done.errors) == (30, 0, 0)
    assert (done.before, done.after) == (100.0, 101.0)
    assert len(done.as_row(1).split("|")) == len(HEAD.splitlines()[0].split("|"))


def test_a_crossed_answer_is_counted():
    turns = iter(range(1000))

    def crossed(question):
        return echo(question if next(turns) < len(QUESTIONS) + 28 else "another's")

    assert play(lambda: crossed).wrong == 2


def test_an_error_and_a_client_that_cannot_connect_are_counted():
    clients = iter([echo, echo, *[None] * 5])

    def connect():
        return next(clients) or {}["refused"]

    done = play(connect)
    assert (len(done.seconds), done.errors) == (5, 25)

    def breaks(question):
        if len(seen) >= len(QUESTIONS):
            raise ConnectionError
        seen.append(question)
        return echo(question)

    seen = []
    assert play(lambda: breaks).errors == 30
