"""How people really type: in a hurry, on a phone, in capitals, with their thumbs."""

import random
import re

SLIPS = {
    "receive": "recieve", "definitely": "definately", "appointment": "appointement", "hospital": "hosptial",
    "because": "becuase", "their": "there", "separate": "seperate", "doctor": "docter", "really": "realy",
    "tomorrow": "tommorow", "believe": "beleive", "medicines": "medecines", "discharged": "dischraged",
    "physio": "phisio", "surgery": "sugery", "referral": "referal", "waiting": "wating", "nobody": "noboby",
    "another": "anohter", "about": "abuot", "didn't": "didnt", "couldn't": "couldnt", "wasn't": "wasnt",
    "should have": "should of", "ambulance": "ambulence", "tablets": "tabelts", "they": "tehy",
    "prescription": "perscription", "grateful": "greatful", "until": "untill", "which": "wich",
}  # fmt: skip
UNHAPPY_MARKS = ("😡", "😢", "😞", "🤦", "🙄", " 😭😭", "!!", "!!!", "...", " :(", " 💔")
HAPPY_MARKS = ("😊", "❤️", "🙏", "👏👏", " xx", " x", "!", "!!", " :)", " 💐", " ⭐⭐⭐⭐⭐")


def typed(text: str, rng: random.Random, *, happy: bool, in_a_hurry: bool) -> str:
    """Return `text` as somebody might type it; without a hurry, nearly always as it is."""
    share = 1.0 if in_a_hurry else 0.25
    draw = rng.random()
    if draw < 0.018 * share:
        return text.upper()
    if draw < 0.10 * share:
        text = text.lower() if rng.random() < 0.5 else text.lower().replace("'", "").rstrip(".")
    elif draw < 0.15 * share:
        text = _run_on(text)
    elif draw < 0.22 * share:
        text = text.replace("'", "")
    if rng.random() < 0.16 * share:
        text = _slips(text, rng)
    if rng.random() < 0.09 * share:
        text = text.rstrip(".") + rng.choice(HAPPY_MARKS if happy else UNHAPPY_MARKS)
    if rng.random() < 0.35:
        text = text.replace("'", "\u2019")
    return text


def _run_on(text: str) -> str:
    return re.sub(
        r"\. (They|It|There|The|We|Nobody|No|She|He|Then)\b", lambda m: f", {m[1][0].lower()}{m[1][1:]}", text
    )


def _slips(text: str, rng: random.Random) -> str:
    found = [right for right in SLIPS if re.search(rf"\b{right}\b", text)]
    for right in rng.sample(found, min(len(found), rng.choice((1, 1, 2, 3)))):
        text = re.sub(rf"\b{right}\b", SLIPS[right], text, count=1)
    return text
