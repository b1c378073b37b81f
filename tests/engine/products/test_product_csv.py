"""Products come from what spreadsheets write, all or none, and go back to what they open."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.commands import products as command
from engine.errors import KnownError
from engine.paths import Paths, resources_folder
from engine.products.product_csv import export_csv, import_csv
from engine.products.product_pictures import MAX_SIDE_PX, read_picture, take_picture
from engine.products.products import Product
from engine.store.product_samples import ensure_sample_products
from engine.store.store import open_store
from tests.engine.samples import at_noon

CHINESE = "條碼,品名,圖片,順序\r\n4711-0233,冷萃烏龍茶 500 ml,,1\r\n4711-0240,抹茶拿鐵,,2\r\n"
TWO = [Product("4711-0233", "冷萃烏龍茶 500 ml", None, 1), Product("4711-0240", "抹茶拿鐵", None, 2)]


def _file(folder: Path, content: str | bytes, name: str = "products.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _import(folder: Path, content: str | bytes) -> list[Product]:
    products, warnings = import_csv(_file(folder, content), folder / "pictures")
    assert warnings == []
    return products


def _picture(path: Path, width_px: int = 60, height_px: int = 40) -> Path:
    gradient = np.linspace(0, 255, width_px * height_px * 3).reshape(height_px, width_px, 3)
    assert cv2.imwrite(str(path), gradient.astype(np.uint8))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "big5", "cp950", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_that_a_spreadsheet_writes(tmp_path: Path, encoding: str) -> None:
    assert _import(tmp_path, CHINESE.encode(encoding)) == TWO


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_separator_and_line_end(tmp_path: Path, separator: str, end: str) -> None:
    content = CHINESE.replace(",", separator).replace("\r\n", end)
    assert _import(tmp_path, content) == TWO


def test_excels_separator_line(tmp_path: Path) -> None:
    assert _import(tmp_path, "sep=;\r\n" + CHINESE.replace(",", ";")) == TWO


@pytest.mark.parametrize(
    "heading",
    [
        "code,name,picture,order",
        " Code , Name ,Picture,ORDER",
        "商品代碼,商品名稱,圖檔,排序",
        "Product-Code,product name,image,Sort",
    ],
)
def test_headings_in_either_language(tmp_path: Path, heading: str) -> None:
    assert _import(tmp_path, heading + "\na,A,,3\n") == [Product("a", "A", None, 3)]


def test_columns_in_any_order_quotes_and_empty_lines(tmp_path: Path) -> None:
    content = '\n"name","order","code"\n\n"Tea, ""iced""","2","a"\n,,\n"Two\nlines","1","b"\n'
    assert _import(tmp_path, content) == [Product("a", 'Tea, "iced"', None, 2), Product("b", "Two\nlines", None, 1)]


def test_without_an_order_the_lines_are_in_order(tmp_path: Path) -> None:
    assert [p.order for p in _import(tmp_path, "code,name\na,A\nb,B\nc,C\n")] == [0, 1, 2]


def test_a_zone(tmp_path: Path) -> None:
    (product,) = _import(tmp_path, 'code,name,zone\na,A,"0, 0.25, 0.5, 1"\n')
    assert product.zone == (0.0, 0.25, 0.5, 1.0)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("code,name\na,A\n,B\n", "Line 3 .* no code"),
        ("code,name\na,A\nb,\n", "Line 3 .* no name"),
        ("code,name\na,A\nb,B\na,C\n", "Lines 2 and 4 .* same code a"),
        ('code,name\n"a\nb",A\n', "code in line 2"),
        ("code,name,order\na,A,1\nb,B,two\n", "order two in line 3"),
        ("code,name,order\na,A,1.5\n", "order 1.5 in line 2"),
        ("code,name,order\na,A,99999999999\n", "order 99999999999 in line 2"),
        ("code,name,zone\na,A,0 0 2 1\n", "zone 0 0 2 1 in line 2"),
        ("code,name,zone\na,A,nan nan nan nan\n", "zone .* in line 2"),
        ("code,name,zone\na,A,left\n", "zone left in line 2"),
        ("code,name\na,A,surplus\n", "Line 2 .* more cells"),
        ('code,name\na,"A\nb,B\n', "Line 2 .* quotation mark"),
        ("code,name\n4.71103E+12,A\n", "shortened the code in line 2"),
        ("code,name\n" + "9" * 101 + ",A\n", "line 2"),
        ("code,name\na," + "A" * 201 + "\n", "line 2"),
        ("code,name,code\na,A,b\n", "twice"),
        ("name,order\nA,1\n", "no column code"),
        ("code,order\na,1\n", "no column name"),
        ("just a letter to the shop\n", "no column code"),
        ("code,name\n", "no products"),
        ("\n\n", "is empty"),
        ("", "is empty"),
        (b"PK\x03\x04" + bytes(500), "workbook"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 20, "products.csv"),
        (b"\x00" * 1000, "no CSV file"),
        (b"code,name\n\xff\xfe\xfd,\x80\x81\n", "no CSV file"),
        ("code,name\na,A\n" + "x" * 10_000_000, "too large"),
        ("code,name\na," + "A" * 200_000, "Line 2"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, content: str | bytes, says: str) -> None:
    with pytest.raises(KnownError, match=says):
        import_csv(_file(tmp_path, content), tmp_path / "pictures")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(KnownError, match="cannot be read"):
            import_csv(path, tmp_path / "pictures")


def test_a_column_that_means_nothing_is_said_and_left_out(tmp_path: Path) -> None:
    products, (warning,) = import_csv(_file(tmp_path, "code,name,price\na,A,30\n"), tmp_path)
    assert products == [Product("a", "A")]
    assert "price" in str(warning)


def test_what_the_file_has_no_column_for_stays(tmp_path: Path) -> None:
    known = Product("a", "Old name", "a.png", 7, (0.0, 0.0, 0.5, 1.0), retired=True)
    products, _ = import_csv(_file(tmp_path, "code,name\na,New name\n"), tmp_path, [known])
    assert products == [replace(known, name="New name", retired=False)]


# Pictures


def test_pictures_are_copied_small_and_upright(tmp_path: Path) -> None:
    _picture(tmp_path / "wide picture.jpg", 1500, 900)
    (product,) = _import(tmp_path, "code,name,picture\na,A,wide picture.jpg\n")
    assert product.picture is not None
    copy = read_picture(tmp_path / "pictures" / product.picture)
    assert copy.shape == (round(900 * MAX_SIDE_PX / 1500), MAX_SIDE_PX, 3)


def test_one_picture_is_kept_once_and_its_name_says_nothing(tmp_path: Path) -> None:
    first = take_picture(_picture(tmp_path / "Alice.png"), tmp_path / "pictures")
    second = take_picture(_picture(tmp_path / "Bob.png"), tmp_path / "pictures")
    assert first == second
    assert "alice" not in first.lower()
    assert [path.name for path in (tmp_path / "pictures").iterdir()] == [first]


def test_what_can_be_seen_through_stays_so(tmp_path: Path) -> None:
    glass = np.zeros((40, 30, 4), np.uint8)
    glass[10:30, 10:20] = (10, 20, 200, 128)
    cv2.imwrite(str(tmp_path / "glass.png"), glass)
    name = take_picture(tmp_path / "glass.png", tmp_path / "pictures")
    assert (read_picture(tmp_path / "pictures" / name) == glass).all()


def test_a_path_written_on_windows_is_found(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    _picture(tmp_path / "images" / "a.png")
    (product,) = _import(tmp_path, "code,name,picture\na,A,images\\a.png\n")
    assert product.picture is not None


def _cut(path: Path) -> None:
    _picture(path, 300, 300)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _cut_with_whole_preview(path: Path) -> None:
    _cut(path)
    preview = b"\xff\xd8 a small picture \xff\xd9"
    content = path.read_bytes()
    if path.suffix == ".jpg":
        path.write_bytes(content[:2] + b"\xff\xe1" + (2 + len(preview)).to_bytes(2, "big") + preview + content[2:])


def _giant_png(path: Path) -> None:
    """The head of a PNG of 20,000 x 20,000 pixels."""
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (20_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    path.write_bytes(head + bytes(100))


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: None, "cannot be read"),
        (lambda path: path.mkdir(), "cannot be read"),
        (lambda path: path.write_bytes(b""), "not a picture"),
        (lambda path: path.write_text("no picture"), "not a picture"),
        (_cut, "broken"),
        (_cut_with_whole_preview, "broken"),
        (_giant_png, "too large .20000 x 20000"),
    ],
    ids=["missing", "folder", "empty", "text", "cut", "cut-preview", "giant"],
)
@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_a_product_comes_without_a_picture_that_cannot_be_used(
    tmp_path: Path, make: Callable[[Path], None], says: str, ending: str
) -> None:
    make(tmp_path / f"a.{ending}")
    content = f"code,name,picture\na,A,a.{ending}\nb,B,\n"
    products, (warning,) = import_csv(_file(tmp_path, content), tmp_path / "pictures")
    assert products == [Product("a", "A"), Product("b", "B", order=1)]
    with pytest.raises(KnownError, match=says):
        raise warning
    assert "product a in line 2" in str(warning)


def test_what_a_phone_appends_to_a_picture_does_no_harm(tmp_path: Path) -> None:
    photo = _picture(tmp_path / "moving.jpg", 300, 200)
    photo.write_bytes(photo.read_bytes() + b"a short film" * 1000)
    assert read_picture(photo).shape == (200, 300, 3)


def test_a_picture_of_one_pixel_is_a_picture(tmp_path: Path) -> None:
    name = take_picture(_picture(tmp_path / "a.png", 1, 1), tmp_path / "pictures")
    assert read_picture(tmp_path / "pictures" / name).shape == (1, 1, 3)


def test_a_folder_that_takes_no_pictures_costs_only_them(tmp_path: Path) -> None:
    _picture(tmp_path / "a.png")
    (tmp_path / "pictures").write_text("a file where the folder should be")
    products, (warning,) = import_csv(_file(tmp_path, "code,name,picture\na,A,a.png\n"), tmp_path / "pictures")
    assert products == [Product("a", "A")]
    assert "cannot be kept" in str(warning)


# There and back

names = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=20)
zones = st.tuples(st.floats(0, 0.4), st.floats(0, 0.4), st.floats(0.5, 1), st.floats(0.5, 1))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.builds(
            Product,
            code=st.text(
                st.characters(codec="ascii", categories=["L", "N", "P", "S"]), min_size=1, max_size=13
            ).filter(lambda code: "E+" not in code.upper()),
            name=names,
            order=st.integers(-1000, 1000),
            zone=st.none() | zones,
        ),
        min_size=1,
        max_size=8,
        unique_by=lambda product: product.code,
    )
)
def test_products_come_back_as_they_went(tmp_path_factory: pytest.TempPathFactory, products: list[Product]) -> None:
    folder = tmp_path_factory.mktemp("there", numbered=True)
    assert export_csv(folder / "out.csv", products, folder / "pictures") == []
    assert import_csv(folder / "out.csv", folder / "pictures") == (products, [])


def test_pictures_go_along_to_another_machine(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    name = take_picture(_picture(tmp_path / "a.jpg", 800, 600), here)
    products = [Product("a", "A", name), Product("b", "B", "gone.png", order=1)]
    (warning,) = export_csv(tmp_path / "stick" / "out.csv", products, here)
    assert "product b" in str(warning)
    back, warnings = import_csv(tmp_path / "stick" / "out.csv", there)
    assert warnings == []
    assert back == [products[0], replace(products[1], picture=None)]
    assert (there / name).read_bytes() == (here / name).read_bytes()


def test_excel_opens_it_as_utf_8_and_takes_no_name_for_a_formula(tmp_path: Path) -> None:
    export_csv(tmp_path / "out.csv", [Product("a", "=1+1"), Product("b", "茶")], tmp_path)
    content = (tmp_path / "out.csv").read_bytes()
    assert content.startswith("\ufeffcode,name,picture,order,zone,hours\r\n".encode())
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines()))
    assert [row[1] for row in rows[1:]] == ["'=1+1", "茶"]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KnownError, match="cannot be written"):
        export_csv(tmp_path / "file" / "out.csv", TWO, tmp_path)


# The samples and the command


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(data=tmp_path / "data", config=tmp_path / "config", resources=resources_folder())


def test_a_fresh_store_gets_the_samples_with_their_pictures_once(paths: Paths) -> None:
    store, _ = open_store(paths.database, now=at_noon)
    with closing(store):
        ensure_sample_products(store, paths)
        samples = store.products()
        assert [p.code for p in samples] == ["4711-0233", "4711-0240", "4711-0257", "4711-0264", "4711-0271"]
        for product in samples:
            assert product.picture is not None
            assert read_picture(paths.product_pictures / product.picture).shape == (384, 320, 3)
        store.import_products([Product("own", "Own")], retire_others=True)
        ensure_sample_products(store, paths)
        assert [p.code for p in store.products()] == ["own"]


def _run(paths: Paths, *words: str) -> int:
    import argparse

    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(words), paths)


def test_the_command(paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(paths, "list") == 0
    assert "import FILE.csv" in capsys.readouterr().out
    assert _run(paths, "import", str(_file(tmp_path, CHINESE.encode("big5")))) == 0
    assert "2 products" in capsys.readouterr().out
    assert _run(paths, "export", str(tmp_path / "out.csv")) == 0
    assert "抹茶拿鐵" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    capsys.readouterr()
    assert _run(paths, "list", "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert [(p["code"], p["name"], p["order"]) for p in listed] == [(p.code, p.name, p.order) for p in TWO]


def test_a_bad_import_changes_nothing(paths: Paths, tmp_path: Path) -> None:
    _run(paths, "import", str(_file(tmp_path, CHINESE)))
    with pytest.raises(KnownError, match="same code"):
        _run(paths, "import", "--replace", str(_file(tmp_path, "code,name\nx,X\nx,Y\n", "bad.csv")))
    store, _ = open_store(paths.database, now=at_noon)
    with closing(store):
        assert store.products() == tuple(TWO)


def test_an_import_that_replaces_retires_the_others(paths: Paths, tmp_path: Path) -> None:
    _run(paths, "import", str(_file(tmp_path, CHINESE)))
    _run(paths, "import", "--replace", str(_file(tmp_path, "code,name\nx,X\n")))
    store, _ = open_store(paths.database, now=at_noon)
    with closing(store):
        assert [p.code for p in store.products()] == ["x"]
        assert len(store.products(include_retired=True)) == 3
