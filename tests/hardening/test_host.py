"""Links are made of the host that a request names, so it has a bound."""


def test_a_host_of_any_length(signed_in, people):
    marcus = signed_in(people.marcus, browser=True)
    typed = {"role": "coach", "invite": "new@larkspur.example"}
    assert marcus.post("/partnerships", data=typed, headers={"host": "a" * 4000}).status_code == 404
    assert marcus.post("/partnerships", data=typed, headers={"host": "a" * 255}).status_code == 201
