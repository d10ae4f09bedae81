"""Which encoding bytes are in; what is not sure is said to be a guess."""

import codecs
from pathlib import Path

import pytest

from segdesk.errors import InputError
from segdesk.io.text_encoding import Encoding, find_encoding

HERE = Path("t.csv")
TEXT = "name,stadt\nMüller,Köln\n"


def found(data, wanted=None):
    return find_encoding(data, wanted, HERE)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"a,b\n1,2\n", Encoding("utf-8")),
        (TEXT.encode(), Encoding("utf-8")),
        (codecs.BOM_UTF8 + TEXT.encode(), Encoding("utf-8", 3)),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), Encoding("utf-16-le", 2)),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), Encoding("utf-16-be", 2)),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), Encoding("utf-32-le", 4)),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), Encoding("utf-32-be", 4)),
        (TEXT.encode("utf-16-le"), Encoding("utf-16-le")),
        (TEXT.encode("utf-16-be"), Encoding("utf-16-be")),
        (TEXT.encode("cp1252"), Encoding("cp1252", guessed=True)),
        ("preis\n5 €\n".encode("cp1252"), Encoding("cp1252", guessed=True)),
        ("имя\nИван\nОльга\nПётр Сидоров\n".encode("cp1251") * 9, Encoding("cp1251", guessed=True)),
    ],
)
def test_encodings_are_found(data, encoding):
    assert found(data) == encoding


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cp1250", "id;jméno;město\n1;Jiří Dvořák;Plzeň\n2;Zdeněk Nováček;Brno\n3;Růžena Šťastná;Děčín\n"),
        ("iso8859_2", "id;jméno;město\n1;Jiří Dvořák;Plzeň\n2;Zdeněk Nováček;Brno\n3;Růžena Šťastná;Děčín\n"),
        ("cp1250", "nazwa,kwota\nŁukasz Wiśniewski,5\nŻaneta Gąska,7\nMałgorzata Kędzierska,8\n"),
        ("cp1250", "név;város\nSzőke Péter;Győr\nKovács Ágnes;Hódmezővásárhely\nFülöp Éva;Szűcsi\n"),
        ("cp1250", "ime;grad\nĐorđe Kovačić;Požega\nŽeljko Marušić;Čakovec\n"),
        ("cp1254", "ad;şehir\nAyşe Yılmaz;İstanbul\nÇağla Öztürk;Eskişehir\nŞahin Işık;Muğla\n"),
        ("cp1257", "vardas;miestas\nJonas Žukauskas;Šiauliai\nRūta Čepaitė;Panevėžys\n"),
        ("mac_roman", "nom;ville\nRenée Lefèvre;Besançon\nÉlodie Hélène;Orléans\n"),
        ("cp850", "name;ort\nMüller;Köln\nGroß;Jänschwalde\n"),
        ("cp1252", "name;ort\nMüller;Köln\nRenée;Besançon\nPeña;Cádiz\nSøren;Århus\nJoão;São Paulo\n"),
        ("cp1252", "nome;cidade\nJoão Simões;São João\nInês Conceição;Évora\n"),
        ("cp1252", "nimi;linn\nJõgi;Võru\nÕun;Põlva\n"),
        ("shift_jis", "名前;市\n田中太郎;東京\n鈴木花子;大阪\n" * 4),
    ],
)
def test_code_pages_are_told_apart_by_the_letters_of_a_language(name, text):
    assert found(text.encode(name)) == Encoding(name, guessed=True)


def test_single_bytes_of_another_encoding_leave_a_text_utf8():
    text = "name;ort\nMüller;Köln\nNuñez;Cádiz\n".encode()
    broken = text.replace("ñ".encode(), b"\xf1")
    assert found(broken) == Encoding("utf-8", strays=(broken.index(b"\xf1"),))
    assert found(codecs.BOM_UTF8 + broken) == Encoding("utf-8", 3, strays=(broken.index(b"\xf1") + 3,))
    # Half of the letters and more make it another encoding.
    assert found("Ã¼;é;à;ñ;Grün;Köln\n".encode("cp1252")).name == "cp1252"


@pytest.mark.parametrize(
    ("data", "wanted", "encoding"),
    [
        (TEXT.encode("cp1252"), "cp1252", Encoding("cp1252")),
        (TEXT.encode(), "UTF8", Encoding("utf-8")),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8", Encoding("utf-8", 3)),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig", Encoding("utf-8", 3)),
        (TEXT.encode(), "utf-8-sig", Encoding("utf-8")),
        (TEXT.encode("utf-16"), "utf-16", Encoding("utf-16-le", 2)),
        (TEXT.encode("utf-16-be"), "utf-16-be", Encoding("utf-16-be")),
        (TEXT.encode("utf-16-le"), "utf-16", Encoding("utf-16-le")),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16", Encoding("utf-16-be", 2)),
        (TEXT.encode("utf-32"), "utf-32", Encoding("utf-32-le", 4)),
        # Bytes that look like a mark are letters where another encoding is asked for.
        (codecs.BOM_UTF8 + b"a", "cp1252", Encoding("cp1252")),
    ],
)
def test_the_encoding_that_is_asked_for_is_taken(data, wanted, encoding):
    assert found(data, wanted) == encoding


@pytest.mark.parametrize(
    ("data", "wanted", "words"),
    [
        (codecs.BOM_UTF8 + b"\xff", None, "begins as UTF-8 text"),
        (b"a\x00\x00\xd8b", None, "can't be found out"),
        (TEXT.encode("cp1252"), "utf-8", "no text in utf-8"),
        (b"a", "klingon", "no text encoding “klingon”"),
        (b"a", "hex", "no text encoding “hex”"),
    ],
)
def test_what_is_no_text_is_refused(data, wanted, words):
    with pytest.raises(InputError, match=words):
        found(data, wanted)


def test_a_long_line_of_ascii_beside_foreign_letters_takes_no_time(tmp_path):
    data = "nombre;ciudad\nIñaki;Logroño\n".encode("cp1252") + b"a" * 3_000_000
    assert find_encoding(data, None, tmp_path).name == "cp1252"  # by the time limit of all tests
