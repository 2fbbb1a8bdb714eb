"""Texts to rate, of our own invention: three short articles in two systems' German."""

from fassung.lab.rating.items import Segment, segment

_TEXTS = {
    "harbour": [
        (
            "The harbour at Port Ellery will close for two weeks in March.",
            "Der Hafen von Port Ellery wird im März für zwei Wochen geschlossen.",
            "Der Hafen in Port Ellery schließt im Mai zwei Wochen lang.",
        ),
        (
            "Divers found cracks in three of the twelve pillars last autumn.",
            "Taucher fanden im vergangenen Herbst Risse in drei der zwölf Pfeiler.",
            "Taucher haben letzten Herbst Knackse in drei von den zwölf Säulen gefunden.",
        ),
        (
            "“Nobody was in danger,” said harbour master Ines Brandt.",
            "„Niemand war in Gefahr“, sagte Hafenmeisterin Ines Brandt.",
            '"Niemand war in Gefahr", sagte der Hafenmeister Ines Brandt.',
        ),
    ],
    "bakery": [
        (
            "A bakery in the old town has baked the same rye bread since 1911.",
            "Eine Bäckerei in der Altstadt backt seit 1911 dasselbe Roggenbrot.",
            "Eine Bäckerei in der alten Stadt hat seit 1911 das gleiche Roggenbrot gebacken.",
        ),
        (
            "Its oven is heated with beech wood that is cut in the hills nearby.",
            "Der Ofen wird mit Buchenholz aus den nahen Hügeln geheizt.",
            "Sein Ofen wird mit Strandholz beheizt, das in den Hügeln geschnitten wird.",
        ),
    ],
    "choir": [
        (
            "The children’s choir of Lindholm sang for the visiting president on Tuesday.",
            "Der Kinderchor von Lindholm sang am Dienstag für die Präsidentin, die zu Gast war.",
            "Der Chor der Kinder von Lindholm sang Dienstag für den besuchenden Präsidenten.",
        ),
        (
            "Forty-two singers rehearsed for five months; four fell ill the night before.",
            "42 Sängerinnen und Sänger probten fünf Monate lang; vier wurden am Vorabend krank.",
            "Vierzig Sänger probten fünf Monate; vier fielen in der Nacht davor krank.",
        ),
    ],
}
SYSTEMS = ("careful", "hasty")


def segments() -> list[Segment]:
    """All of them, seven in three documents."""
    return [
        segment(doc, str(number), english, dict(zip(SYSTEMS, germans, strict=True)))
        for doc, several in _TEXTS.items()
        for number, (english, *germans) in enumerate(several, 1)
    ]
