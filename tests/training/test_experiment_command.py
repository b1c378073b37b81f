"""`main.py experiment`, as a user or a script runs it."""

from __future__ import annotations

import ast
import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import main
from tests.training.taguchi_tables import SEED_CSV
from training.experiment.taguchi import make_plan

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIEN_HOME", str(tmp_path / "home"))


@pytest.fixture
def results(tmp_path: Path) -> Path:
    path = tmp_path / "results.csv"
    path.write_text(SEED_CSV, encoding="utf-8")
    return path


def as_json(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, Any]:
    """What a command prints with --json, which is one document and nothing else."""
    assert main.main(["experiment", *map(str, words), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert isinstance(document, dict)
    return document


def text(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    assert main.main(["experiment", *map(str, words)]) == 0
    return capsys.readouterr().out


def failure(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """The one sentence on standard error of a command that fails; nothing is on standard output."""
    assert main.main(["experiment", *map(str, words)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.strip().splitlines()) == 1
    return printed.err


class TestAnalyzeAsJson:
    def test_the_keys_that_scripts_rely_on(self, results: Path, capsys: pytest.CaptureFixture[str]) -> None:
        document = as_json(capsys, "analyze", results)
        assert {"grand_mean", "factors", "error", "optimum", "warnings"} <= document.keys()
        for factor in document["factors"]:
            assert {"name", "level_means", "range", "rank", "sum_of_squares", "df", "f", "p"} <= factor.keys()
            assert {"contribution_pct", "pooled"} <= factor.keys()
        assert {"levels", "predicted", "ci95"} <= document["optimum"].keys()
        assert all(isinstance(warning, str) for warning in document["warnings"])

    def test_the_seeds_answers(self, results: Path, capsys: pytest.CaptureFixture[str]) -> None:
        document = as_json(capsys, "analyze", results)
        epochs = next(factor for factor in document["factors"] if factor["name"] == "epochs")
        assert {level: round(mean, 4) for level, mean in epochs["level_means"].items()} == {
            "30": 0.9101,
            "40": 0.9145,
            "50": 0.9264,
        }
        assert (epochs["rank"], round(epochs["range"], 4)) == (1, 0.0163)
        best = {"optimizer": "Adadelta", "epochs": "50", "dropout": "0.4", "batch size": "128"}
        assert document["optimum"]["levels"] == best
        assert round(document["optimum"]["predicted"], 4) == 0.9376
        low, high = document["optimum"]["ci95"]
        assert low < document["optimum"]["predicted"] < high
        assert document["error"]["pooled"] == ["dropout"]

    def test_what_cannot_be_known_is_null(self, results: Path, capsys: pytest.CaptureFixture[str]) -> None:
        document = as_json(capsys, "analyze", results, "--pool", "none")
        assert document["optimum"]["ci95"] is None
        assert document["error"]["df"] == 0 and document["error"]["mean_square"] is None
        assert all(factor["f"] is None and factor["p"] is None for factor in document["factors"])
        assert any("no error estimate" in warning for warning in document["warnings"])

    def test_named_pooling(self, results: Path, capsys: pytest.CaptureFixture[str]) -> None:
        document = as_json(capsys, "analyze", results, "--pool", "dropout,optimizer")
        assert [factor["name"] for factor in document["factors"] if factor["pooled"]] == ["optimizer", "dropout"]
        assert document["error"]["df"] == 4

    @pytest.mark.parametrize("kind", ["larger", "smaller"])
    def test_signal_to_noise(self, results: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
        document = as_json(capsys, "analyze", results, "--sn", kind)
        assert (document["sn"], document["unit"]) == (kind, "dB")
        assert round(document["plain"]["grand_mean"], 4) == 0.9170
        assert document["optimum"]["response"] == pytest.approx(0.9376 if kind == "larger" else 0.8986, abs=1e-4)

    def test_confirmation(self, results: Path, capsys: pytest.CaptureFixture[str]) -> None:
        document = as_json(capsys, "analyze", results, "--confirm", "0.936,0.939")
        assert document["confirmation"]["confirmed"] is True
        assert as_json(capsys, "analyze", results, "--confirm", "0.90")["confirmation"]["confirmed"] is False
        ratios = as_json(capsys, "analyze", results, "--sn", "larger", "--confirm", "0.936,0.939")
        assert ratios["confirmation"]["confirmed"] is True

    def test_another_response(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "two.csv"
        path.write_text("a,accuracy,f1_macro\np,1,5\nq,2,4\np,1.5,5.5\nq,2.5,3\n", encoding="utf-8")
        assert as_json(capsys, "analyze", path)["response"] == "accuracy"
        document = as_json(capsys, "analyze", path, "--response", "f1_macro")
        assert document["grand_mean"] == pytest.approx(4.375)
        assert document["optimum"]["levels"] == {"a": "p"}


class TestAnalyzeForPeople:
    def test_says_what_matters_how_sure_and_what_next(
        self, results: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        said = " ".join(text(capsys, "analyze", results).split())
        assert "epochs moves accuracy most" in said
        assert "Run Adadelta / 50 / 0.4 / 128" in said
        assert "dropout: taken for noise, not tested" in said
        assert "Interactions cannot be separated" in said
        assert "0.9376 (95 % interval" in said

    def test_says_when_the_data_cannot_tell(self, results: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert "cannot be told from luck" in " ".join(text(capsys, "analyze", results, "--pool", "none").split())

    def test_verdict_of_the_confirmation(self, results: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert "Not confirmed" in text(capsys, "analyze", results, "--confirm", "0.90")
        assert "Confirmed" in text(capsys, "analyze", results, "--confirm", "0.937,0.938")
        assert "no interval to judge it" in " ".join(
            text(capsys, "analyze", results, "--pool", "none", "--confirm", "0.9").split()
        )

    def test_blocks_and_ratios_have_their_lines(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "blocks.csv"
        rows = [
            f"{a},{b},{fold},{a + 2 * b + 5 * fold + (a * b * fold) % 3}"
            for a in (1, 2)
            for b in (1, 2)
            for fold in (1, 2, 3)
        ]
        path.write_text("\n".join(["a,b,repeat,y", *rows]), encoding="utf-8")
        assert "repeats (blocks)" in text(capsys, "analyze", path, "--block")
        assert "in dB (larger is better)" in text(capsys, "analyze", path, "--sn", "larger")


class TestBadInput:
    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ("0.9113", "good", "good in line 6, which is not a number"),
            ("5,AdaGrad,40", "4,AdaGrad,40", "Run 4 has different levels"),
            ("9,Adadelta,50,0.5,32,0.9237", "9,Adadelta,50,0.5,32", "Line 10"),
        ],
    )
    def test_one_sentence(
        self, results: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
    ) -> None:
        results.write_text(SEED_CSV.replace(old, new), encoding="utf-8")
        assert said in failure(capsys, "analyze", results, "--json")

    def test_no_such_file_response_or_factor(self, results: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert "cannot be read" in failure(capsys, "analyze", results.with_name("none.csv"))
        assert "no column speed" in failure(capsys, "analyze", results, "--response", "speed")
        assert "no factor speed to pool" in failure(capsys, "analyze", results, "--pool", "speed")
        assert "not numbers" in failure(capsys, "analyze", results, "--confirm", "good")
        assert "one value only" in failure(capsys, "analyze", results, "--sn", "nominal")

    @pytest.mark.parametrize(
        "words", [[], ["guess"], ["analyze"], ["analyze", "r.csv", "--sn", "best"], ["design", "--repeats", "0"]]
    )
    def test_wrong_arguments_end_with_2(self, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as ended:
            main.main(["experiment", *words])
        assert ended.value.code == 2


class TestDesign:
    def test_the_seeds_l9_by_default(self, capsys: pytest.CaptureFixture[str]) -> None:
        document = as_json(capsys, "design", "--repeats", 3)
        assert (document["array"], document["repeats"], len(document["runs"])) == ("L9(3^4)", 3, 9)
        assert document["runs"][0] == {"optimizer": "adam", "epochs": "30", "dropout": "0.4", "batch_size": "32"}
        said = text(capsys, "design", "--repeats", 3)
        assert "9 runs x 3 = 27 trials" in said and "smallest standard array" in said

    def test_chosen_factors(self, capsys: pytest.CaptureFixture[str]) -> None:
        document = as_json(capsys, "design", "--factor", "a=1,2", "--factor", "b=x, y", "--factor", "c=0,1")
        assert document["array"] == "L4(2^3)"
        assert document["runs"][3] == {"a": "2", "b": "y", "c": "0"}

    def test_two_levels_where_three_are_needed(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "a has 2 levels" in failure(capsys, "design", "--factor", "a=1,2", "--array", "L9")
        assert "no factor" in failure(capsys, "design", "--factor", "a")
        assert "no array L99" in failure(capsys, "design", "--array", "L99")

    def test_a_plan_that_is_filled_in_can_be_analysed(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        plan = tmp_path / "plan.csv"
        text(capsys, "design", "--repeats", 2, "-o", plan)
        with plan.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = list(csv.reader(file))
        assert header == ["run", "repeat", "optimizer", "epochs", "dropout", "batch_size", "accuracy"]
        assert len(rows) == 18
        with plan.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(
                [header, *([*row[:-1], 0.8 + 0.01 * index % 0.07] for index, row in enumerate(rows))]
            )
        assert as_json(capsys, "analyze", plan)["error"]["pure"]["df"] == 9
        assert "exists already" in failure(capsys, "design", "-o", plan)


def test_needs_no_tensorflow_and_no_qt(results: Path) -> None:
    """Asked of a fresh interpreter: what the command imports."""
    code = (
        "import sys, main; status = main.main(sys.argv[1:]);"
        "sys.exit(status or ', '.join({'tensorflow', 'keras', 'PySide6', 'cv2'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "experiment", "analyze", str(results), "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["optimum"]["levels"]["epochs"] == "50"


def test_what_is_said_can_be_translated() -> None:
    """Every sentence is made from a template that stands literally in the source, as KnownErrors are."""
    found = 0
    for file in (ROOT / "training").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Remark":
                assert isinstance(node.args[0], ast.Constant), f"{file.name}:{node.lineno}"
                found += 1
    assert found > 30


class TestAdvice:
    """What a designed experiment with repeats tells to do next."""

    @pytest.fixture
    def repeated(self, tmp_path: Path) -> Path:
        """An L9 of three repeats on three folds: epochs do much, dropout nothing."""
        path = tmp_path / "repeated.csv"
        rng = np.random.default_rng(3)
        lines = ["run,repeat,optimizer,epochs,dropout,batch_size,accuracy,f1_macro"]
        for number, run in enumerate(make_plan().runs, start=1):
            for repeat, fold in enumerate((0.01, -0.012, 0.004), start=1):
                y = 0.8 + fold + {"30": -0.01, "40": 0, "50": 0.009}[run[1]] + rng.normal(scale=0.005)
                lines.append(",".join([str(number), str(repeat), *run, f"{y:.4f}", f"{y - 0.02:.4f}"]))
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    def test_folds_are_noticed_and_taken_out(self, repeated: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert "--block" in text(capsys, "analyze", repeated)
        said = " ".join(text(capsys, "analyze", repeated, "--block").split())
        assert "epochs: its effect stands out from chance" in said
        assert "the cheapest will do" in said and "dropout" in said
        assert "values a run would show it" in said
        assert "confirm on the same folds" in said

    def test_ratios_of_repeats_do_not_ask_for_repeats(
        self, repeated: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        said = " ".join(text(capsys, "analyze", repeated, "--sn", "larger").split())
        assert "Repeat the whole plan" not in said
        assert "The repeats of a run become one ratio" in said

    def test_levels_as_good_as_the_best_are_named(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "near.csv"
        path.write_text("a,y\nlow,1.0\nlow,1.2\nmid,5.0\nmid,5.2\ntop,5.1\ntop,5.3\n", encoding="utf-8")
        said = " ".join(text(capsys, "analyze", path).split())
        assert "top is not clearly better than mid." in said
