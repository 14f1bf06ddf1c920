"""Bring a file in as a program does, and read what it counts."""


def bring(client, partners, name, body, **more):
    return client.post(f"{partners.api}/imports", files={"file": (name, body)}, data=more)


def agree(client, partners, form):
    answer = client.post(f"{partners.api}/forms/{form['id']}/versions/{form['version']}/agreement")
    assert answer.status_code == 200, answer.text
    return answer.json()


def numbers_of(client, partners, visit_id):
    answer = client.get(f"{partners.api}/visits/{visit_id}/summary")
    assert answer.status_code == 200, answer.text
    return answer.json()
