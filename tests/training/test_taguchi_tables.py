"""Tables as people bring them: what is read, what is left out, and what is refused in one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import KnownError
from tests.training.taguchi_tables import SEED_CSV, seed_table, sheet_of, table_of
from training.experiment.analysis import Analysis
from training.experiment.analysis_json import as_json
from training.experiment.analysis_text import analysis_text
from training.experiment.confirmation import confirm
from training.experiment.factor_analysis import Pool, analyze
from training.experiment.results_file import Sheet, read_sheet
from training.experiment.results_table import ResultsTable, results_table
from training.experiment.signal_to_noise import KINDS

LINES = SEED_CSV.strip().splitlines()


def read(path: Path, content: str, encoding: str = "utf-8") -> ResultsTable:
    path.write_bytes(content.encode(encoding))
    return results_table(read_sheet(path))


def said(analysis: Analysis) -> str:
    return " ".join(str(warning) for warning in analysis.warnings)


class TestFiles:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "results.csv"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_plain_and_with_byte_order_mark(self, path: Path, encoding: str) -> None:
        table = read(path, SEED_CSV, encoding)
        assert [factor.name for factor in table.factors] == ["optimizer", "epochs", "dropout", "batch size"]
        assert table.values.tolist() == seed_table().values.tolist()

    def test_semicolons_and_decimal_commas(self, path: Path) -> None:
        table = read(path, SEED_CSV.replace(",", ";").replace(".", ","))
        assert table.values.tolist() == seed_table().values.tolist()
        assert table.factors[2].levels == ("0,4", "0,5", "0,6")

    def test_tabs_windows_lines_and_empty_lines(self, path: Path) -> None:
        table = read(path, SEED_CSV.replace(",", "\t").replace("\n", "\r\n") + "\r\n\t\t\t\t\t\r\n")
        assert table.values.tolist() == seed_table().values.tolist()

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp950"])
    def test_chinese_names_as_excel_writes_them(self, path: Path, encoding: str) -> None:
        header = LINES[0].replace("optimizer", "最佳化器").replace("accuracy", "正確率")
        table = read(path, "\n".join([header, *LINES[1:]]), encoding)
        assert table.factors[0].name == "最佳化器"
        assert table.response == "正確率"
        assert round(analyze(table).optimum.predicted, 4) == 0.9376

    def test_quoted_cells(self, path: Path) -> None:
        table = read(path, '"a, b",y\n"x ""1""",1\nz,2\n')
        assert table.factors[0].name == "a, b"
        assert table.factors[0].levels == ('x "1"', "z")

    @pytest.mark.parametrize(
        ("content", "match"),
        [
            (b"", "at least one row"),
            (b"a,y\n", "at least one row"),
            (b"a,,y\n1,2,3\n", "Column 2 .* no name"),
            (b"a,a,y\n1,2,3\n", "two columns called a"),
            (b"a,y\n1,2,3\n", "Line 2 .* has 3 cells"),
            (b'a,y\n"1,2\n', "not a readable CSV"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text file"),
        ],
    )
    def test_what_is_no_table(self, path: Path, content: bytes, match: str) -> None:
        path.write_bytes(content)
        with pytest.raises(KnownError, match=match):
            read_sheet(path)

    def test_no_file_and_a_folder(self, tmp_path: Path) -> None:
        for path in (tmp_path / "none.csv", tmp_path):
            with pytest.raises(KnownError, match="cannot be read"):
                read_sheet(path)


class TestColumns:
    def test_numbers_are_levels_in_ascending_order_however_written(self) -> None:
        table = table_of({"n": ["128", "32", "64.0", "32.0", "64", "128"], "y": [1, 2, 3, 4, 5, 6]})
        assert table.factors[0].levels == ("32", "64.0", "128")
        assert table.factors[0].codes == (2, 0, 1, 0, 1, 2)

    def test_words_are_levels_in_the_order_they_come(self) -> None:
        assert seed_table().factors[0].levels == ("Adam", "AdaGrad", "Adadelta")

    @pytest.mark.parametrize(
        ("columns", "expected"),
        [
            (("accuracy", "f1_macro"), "accuracy"),
            (("f1_macro", "x"), "f1_macro"),
            (("x", "z"), "z"),
            (("z", "seed"), "z"),
        ],
    )
    def test_the_response_is_chosen_by_name_or_place(self, columns: tuple[str, str], expected: str) -> None:
        rows: dict[str, list[object]] = {
            "a": ["p", "q", "p", "q"],
            columns[0]: [1, 2, 3, 4],
            columns[1]: [5, 6, 5, 6],
        }
        assert table_of(rows).response == expected

    def test_run_repeat_and_seed_are_no_factors(self) -> None:
        rows: dict[str, list[object]] = {
            "Run": [1, 1, 2, 2],
            "Repeat": [1, 2, 1, 2],
            "SEED": [5, 6, 7, 8],
            "a": ["p", "p", "q", "q"],
            "y": [1, 2, 3, 5],
        }
        assert [factor.name for factor in table_of(rows).factors] == ["a"]

    def test_other_measures_are_no_factors_and_that_is_said(self) -> None:
        rows: dict[str, list[object]] = {
            "a": ["p", "q"] * 2,
            "val_loss": [1, 1, 2, 2],
            "f1_macro": [0.1, 0.2, 0.1, 0.2],
            "accuracy": [1, 2, 3, 5],
        }
        table = table_of(rows)
        assert [factor.name for factor in table.factors] == ["a"]
        assert [str(remark) for remark in table.remarks] == [
            "Results of the runs, and so not taken as factors: val_loss, f1_macro."
        ]

    def test_a_loss_function_may_be_a_factor(self) -> None:
        assert table_of({"loss": ["focal", "plain"] * 2, "y": [1, 2, 3, 5]}).factors[0].name == "loss"

    def test_a_column_that_never_repeats_is_no_factor(self) -> None:
        table = table_of({"file": ["r1", "r2", "r3", "r4"], "a": ["p", "q", "p", "q"], "y": [1, 2, 3, 5]})
        assert [factor.name for factor in table.factors] == ["a"]
        assert "file is different in every row" in str(table.remarks[0])

    def test_a_factor_with_one_level_is_left_out(self) -> None:
        table = table_of({"dropout": [0.5] * 4, "a": ["p", "q", "p", "q"], "y": [1, 2, 3, 5]})
        assert [factor.name for factor in table.factors] == ["a"]
        assert "dropout has one level only (0.5)" in str(table.remarks[0])

    def test_repeats_side_by_side(self) -> None:
        """Three columns of results are three repeats of each row."""
        table = results_table(sheet_of("a,y1,y2,y3\np,1,2,3\nq,4,5,7"), "y1,y2,y3")
        assert table.values.tolist() == [1, 2, 3, 4, 5, 7]
        assert table.factors[0].codes == (0, 0, 0, 1, 1, 1)
        assert table.repeats == ("y1", "y2", "y3") * 2

    def test_only_the_factors_asked_for(self) -> None:
        table = results_table(sheet_of(SEED_CSV), None, ["epochs"])
        assert [factor.name for factor in table.factors] == ["epochs"]
        assert analyze(table).error.df == 6

    @pytest.mark.parametrize(
        ("csv", "response", "match"),
        [
            ("a,y\np,1\nq,2", "z", "no column z"),
            ("a,y\np,high\nq,2", None, "has high in line 2, which is not a number"),
            ("a,y\np,\nq,", None, "empty in every row"),
            ("a,y\n,1\nq,2", None, "a is empty in line 2"),
            ("run,y\n1,1\n2,2", None, "no factors"),
            ("a,y\np,1\np,2", None, "no factor to analyse"),
        ],
    )
    def test_what_cannot_be_analysed(self, csv: str, response: str | None, match: str) -> None:
        with pytest.raises(KnownError, match=match):
            results_table(sheet_of(csv), response)

    def test_an_unknown_factor_asked_for(self) -> None:
        with pytest.raises(KnownError, match="no column rate"):
            results_table(sheet_of(SEED_CSV), None, ["rate"])


class TestContradictions:
    def test_the_same_trial_twice(self) -> None:
        with pytest.raises(KnownError, match="Lines 4 and 11 are the same trial"):
            results_table(sheet_of("\n".join([*LINES, LINES[3]])))

    def test_the_same_repeat_twice(self) -> None:
        csv = "run,repeat,a,y\n1,1,p,1\n1,2,p,2\n2,1,q,3\n2,1,q,4"
        with pytest.raises(KnownError, match="Lines 4 and 5 are the same trial"):
            results_table(sheet_of(csv))

    def test_the_same_seed_with_the_same_result(self) -> None:
        with pytest.raises(KnownError, match="same trial"):
            results_table(sheet_of("seed,a,y\n7,p,1\n7,p,1\n7,q,3\n8,q,4"))

    def test_one_run_with_two_settings(self) -> None:
        with pytest.raises(KnownError, match="Run 1 has different levels in lines 2 and 3"):
            results_table(sheet_of("run,a,y\n1,p,1\n1,q,2"))

    def test_equal_results_of_repeats_are_allowed(self) -> None:
        analysis = analyze(table_of({"a": ["p", "p", "q", "q"], "y": [15, 15, 12, 13]}))
        assert analysis.error.df == 2

    def test_copies_of_a_whole_table_are_no_repeats(self) -> None:
        with pytest.raises(KnownError, match="they are copies"):
            analyze(results_table(sheet_of("\n".join([*LINES, *LINES[1:]]))))

    def test_a_constant_response(self) -> None:
        with pytest.raises(KnownError, match=r"is 0\.9 in every row"):
            analyze(table_of({"a": ["p", "q", "p", "q"], "y": [0.9] * 4}))


class TestGaps:
    def test_a_missing_run_is_named_and_least_squares_said(self) -> None:
        csv = "\n".join(line for line in LINES if not line.startswith("5,"))
        analysis = analyze(results_table(sheet_of(csv)))
        assert "looks like an L9(3^4) without AdaGrad / 40 / 0.6 / 32" in said(analysis)
        assert "least squares" in said(analysis)
        assert not analysis.balanced
        assert analysis.error.df == 1
        assert len(analysis.error.pooled) == 1

    def test_a_missing_run_leaves_too_little_without_pooling(self) -> None:
        csv = "\n".join(line for line in LINES if not line.startswith("5,"))
        with pytest.raises(KnownError, match="too few to tell the factors"):
            analyze(results_table(sheet_of(csv)), pool="none")

    @pytest.mark.parametrize("cell", ["", "nan", "diverged", "NaN", "inf"])
    def test_a_diverged_trial_is_left_out_and_said(self, cell: str) -> None:
        analysis = analyze(results_table(sheet_of(SEED_CSV.replace("0.9113", cell))))
        assert "Trials without a value" in said(analysis)
        assert "5 (AdaGrad / 40 / 0.6 / 32)" in said(analysis)
        assert analysis.observations == 8

    def test_unequal_repeats_are_said_and_analysed(self) -> None:
        rng = np.random.default_rng(1)
        rows = [f"{line},{repeat}" for line in LINES[1:] for repeat in (1, 2, 3)]
        rows = [f"{row.rsplit(',', 2)[0]},{rng.normal():.4f},{row.rsplit(',', 1)[1]}" for row in rows]
        analysis = analyze(results_table(sheet_of("\n".join([LINES[0] + ",repeat", *rows[:-1]]))))
        assert "1 of 9 combinations have fewer than 3 values (Adadelta / 50 / 0.5 / 32)" in said(analysis)
        assert analysis.error.df == 17

    def test_gaps_in_the_runs_numbers(self) -> None:
        analysis = analyze(table_of({"run": [1, 2, 3, 5], "a": ["p", "q", "p", "q"], "y": [1, 2, 3, 5]}))
        assert "has no run 4" in said(analysis)

    def test_hopelessly_few_rows(self) -> None:
        with pytest.raises(KnownError, match="too few"):
            analyze(table_of({"a": ["p", "q"], "b": ["p", "q"], "y": [1, 2]}))

    def test_pooling_a_factor_that_is_not_there_or_all_of_them(self) -> None:
        with pytest.raises(KnownError, match="no factor rate to pool"):
            analyze(seed_table(), pool=("rate",))
        with pytest.raises(KnownError, match="every factor pooled"):
            analyze(seed_table(), pool=("optimizer", "epochs", "dropout", "batch size"))

    def test_blocks_need_repeats(self) -> None:
        with pytest.raises(KnownError, match="no column repeat"):
            analyze(seed_table(), block=True)


def test_a_dummy_level_keeps_the_effects_apart() -> None:
    """A two-level factor in a column of three: its first level twice as often, everything else as before."""
    table = results_table(sheet_of(SEED_CSV.replace("0.6", "0.4")))
    analysis = analyze(table)
    assert analysis.balanced
    dropout = next(factor for factor in analysis.factors if factor.name == "dropout")
    assert [level.rows for level in dropout.levels] == [6, 3]
    parts = sum(factor.sum_of_squares or 0 for factor in analysis.factors if not factor.pooled)
    assert parts + analysis.error.sum_of_squares == pytest.approx(analysis.total_sum_of_squares)


def test_predictions_above_what_a_share_can_be_are_said() -> None:
    rows = [("p", "s", 0.5), ("q", "s", 0.9), ("p", "t", 0.88), ("q", "t", 0.99)]
    a, b, y = zip(*rows, strict=True)
    assert "reaches above 1" in said(analyze(table_of({"a": a, "b": b, "y": y})))


cells = st.one_of(
    st.sampled_from(["1", "2", "3", "0.5", "1e3", "-4", "a", "b", "Adam", "", "nan", "5%", "甲"]),
    st.floats(allow_nan=False, allow_infinity=False, width=16).map(str),
)
names = st.lists(
    st.sampled_from(["run", "repeat", "seed", "a", "b", "c", "val_loss", "y", "accuracy"]), min_size=2, unique=True
)


@given(st.data(), names, st.integers(1, 12))
@settings(max_examples=300)
def test_any_table_gives_an_analysis_or_one_sentence(data: st.DataObject, header: list[str], rows: int) -> None:
    """Never another error, never a figure that JSON cannot write."""
    few = data.draw(st.lists(cells, min_size=1, max_size=3))
    drawn = [tuple(data.draw(st.sampled_from(few) | cells) for _ in header) for _ in range(rows)]
    kind = data.draw(st.sampled_from([None, *KINDS]))
    pool: Pool = data.draw(st.sampled_from(["auto", "none", ("a",)]))
    block = data.draw(st.booleans())
    try:
        analysis = analyze(
            results_table(Sheet(tuple(header), tuple(drawn), tuple(range(2, rows + 2)))), kind, pool, block=block
        )
    except KnownError:
        return
    json.dumps(as_json(analysis, confirm(analysis, [1.0])), allow_nan=False)
    assert analysis_text(analysis)
