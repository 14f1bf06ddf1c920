"""The one place through which wording goes, so that it can be translated: gettext, with English as the source."""

import gettext

translations = gettext.NullTranslations()


def _(text: str) -> str:
    return translations.gettext(text)


def plural(one: str, many: str, n: int) -> str:
    return translations.ngettext(one, many, n).replace("%(n)s", str(n))
