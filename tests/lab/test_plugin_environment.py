"""A metric in an environment of its own: the script of docs/lab.md, as a reader would save it.

The real model is 2.3 GB from a hub; in its place stands a module with the signatures of
unbabel-comet 2 (``comet/models/__init__.py`` and ``base.py``), which prints as its libraries do.
"""

from __future__ import annotations

import re
import subprocess
import venv
from pathlib import Path

import pytest

from fassung.errors import LabError
from fassung.lab.metrics import plugin
from fassung.lab.pairs import Pair

DOCS = Path(__file__).parents[2] / "docs" / "lab.md"
COMET = """
from pathlib import Path

class Prediction(dict):
    __getattr__ = dict.__getitem__

class Model:
    def predict(self, samples, batch_size=16, gpus=1, devices=None, mc_dropout=0,
                progress_bar=True, accelerator="auto", num_workers=None, length_batching=True):
        print("GPU available: False")
        assert all(set(one) == {"src", "mt", "ref"} for one in samples)
        scores = [1.0 if one["mt"] == one["ref"] else 0.25 for one in samples]
        return Prediction(scores=scores, system_score=sum(scores) / len(scores))

def download_model(model, saving_directory=None, local_files_only=False):
    print("Fetching 5 files")
    return str(Path("hub") / model / "checkpoints" / "model.ckpt")

def load_from_checkpoint(checkpoint_path, reload_hparams=False, strict=False,
                         local_files_only=False):
    assert checkpoint_path.endswith("model.ckpt")
    return Model()
"""
PAIRS = [
    Pair(document="a", segment="1", source="It rains.", reference="Es regnet."),
    Pair(document="a", segment="2", source="Nobody came.", reference="Niemand kam."),
]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment in which there is COMET and no fassung."""
    home = tmp_path_factory.mktemp("comet")
    venv.create(home, symlinks=True)
    (site,) = home.glob("lib/python*/site-packages")
    (site / "comet").mkdir()
    (site / "comet" / "__init__.py").write_text(COMET)
    python = home / "bin" / "python"
    there = subprocess.run([python, "-c", "import fassung"], capture_output=True, check=False)
    assert there.returncode == 1
    (script,) = re.findall(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
    (home / "score_comet.py").write_text(script)
    return python


def command(python: Path) -> str:
    return f"{python} {python.parents[1] / 'score_comet.py'}"


def test_the_documented_script(environment: Path) -> None:
    outputs = {"good": ["Es regnet.", "Niemand kam."], "bad": ["Es regnet.", "Kam."]}
    scores = plugin.ask(command(environment), PAIRS, outputs, "en-de")
    assert {name: one.score for name, one in scores.items()} == {"good": 1.0, "bad": 0.625}
    assert scores["bad"].by_segment.tolist() == [1.0, 0.25]
    assert scores["good"].measure.id == "plugin-comet22" and scores["good"].measure.higher


def test_without_references_it_says_so(environment: Path) -> None:
    bare = [Pair(document="a", segment="1", source="It rains.")]
    with pytest.raises(LabError, match="reference for every segment"):
        plugin.ask(command(environment), bare, {"good": ["Es regnet."]}, "en-de")
