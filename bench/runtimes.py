"""The same weights under other runtimes, and the untrained base: what CTranslate2 int8 gains.

`shipped_tensors` gives the trained weights by their GGUF names; `transformers` reads them in
bfloat16 and float32, llama.cpp (package `llama-cpp-py-sync`, if it is installed) as Q8_0.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fassung.engines.house import HouseEngine
from fassung.engines.house.assemble import build_spec
from fassung.engines.house.base import (
    FEED_FORWARD,
    GLOBAL_ROPE,
    HEAD_SIZE,
    HEADS,
    LAYERS,
    LOCAL_ROPE,
    MATRICES,
    NORM_EPS,
    NORMS,
    WIDTH,
    WINDOW,
    Base,
    is_global,
    write_base,
)
from fassung.engines.house.difference import shipped, unpack
from fassung.engines.house.reading import readable
from fassung.engines.house.typography import english
from fassung.engines.house.vocabulary import BOS, EOS, PAD, Vocabulary
from fassung.engines.protocol import Request

Tensors = dict[str, NDArray[np.float32]]
LONGEST_ANSWER = 120
BATCH = 16


@dataclass(frozen=True)
class Timed:
    """One runtime on the same lines: answers, and source words a second without loading."""

    name: str
    output: list[str]
    words_a_second: float


def shipped_tensors(base: Base) -> Tensors:
    """Base plus shipped difference, by GGUF name, the embedding cut to the vocabulary."""
    difference = shipped()
    found = {"token_embd.weight": base.matrix("token_embd.weight", difference.keep())}
    for number in range(LAYERS):
        for name, (codes, scales) in difference.layer(number).items():
            whole = f"blk.{number}.{name}.weight"
            weight = base.matrix(whole)
            found[whole] = weight + unpack(codes, scales, weight.shape)
        for name in NORMS:
            whole = f"blk.{number}.{name}.weight"
            found[whole] = base.matrix(whole)
    found["output_norm.weight"] = base.matrix("output_norm.weight")
    return found


def timed(name: str, lines: Sequence[str], run: Callable[[], list[str]]) -> Timed:
    """Runs `run` once on the clock."""
    began = time.perf_counter()
    output = run()
    words = sum(len(line.split()) for line in lines)
    return Timed(name, output, words / (time.perf_counter() - began))


def compare(lines: Sequence[str]) -> list[Timed]:
    """The house engine, transformers and, where installed, llama.cpp, one after the other."""
    engine = HouseEngine(second=False)
    words = engine.load().words
    found = [
        timed(
            "CTranslate2 int8 (house)",
            lines,
            lambda: [r.text for r in engine.translate([Request(line) for line in lines])],
        )
    ]
    prompts = [words.prompt(readable(english(line))) for line in lines]
    with tempfile.TemporaryDirectory() as work:
        base = Base(write_base(Path(work) / "base.gguf"))
        tensors = shipped_tensors(base)
        found += under_transformers(lines, prompts, words, tensors)
        if find_spec("llama_cpp_py_sync"):
            path = Path(work) / "house.gguf"
            write_gguf(path, base, tensors)
            try:
                found.append(under_llama_cpp(lines, path))
            except RuntimeError as error:  # its library wants a newer C library than some have
                print(f"llama.cpp is installed and cannot be loaded: {str(error)[-160:]}")
    return found


def under_transformers(
    lines: Sequence[str], prompts: Sequence[list[int]], words: Vocabulary, tensors: Tensors
) -> list[Timed]:
    """Greedy answers of transformers' Gemma 3 in bfloat16 and float32, batches by length."""
    import torch
    from transformers import Gemma3ForCausalLM, Gemma3TextConfig

    config = Gemma3TextConfig(
        vocab_size=words.size,
        hidden_size=WIDTH,
        intermediate_size=FEED_FORWARD,
        num_hidden_layers=LAYERS,
        num_attention_heads=HEADS,
        num_key_value_heads=1,
        head_dim=HEAD_SIZE,
        max_position_embeddings=2048,
        rms_norm_eps=NORM_EPS,
        query_pre_attn_scalar=HEAD_SIZE,
        sliding_window=WINDOW,
        layer_types=[
            "full_attention" if is_global(n) else "sliding_attention" for n in range(LAYERS)
        ],
        rope_parameters={
            "full_attention": {"rope_type": "default", "rope_theta": GLOBAL_ROPE},
            "sliding_attention": {"rope_type": "default", "rope_theta": LOCAL_ROPE},
        },
        pad_token_id=PAD,
        bos_token_id=BOS,
        eos_token_id=EOS,
    )
    model = Gemma3ForCausalLM(config)
    state = {
        theirs: torch.from_numpy(tensors[ours].copy())
        - (1.0 if theirs.endswith("norm.weight") else 0.0)  # they store a norm's weight less one
        for ours, theirs in transformers_names().items()
    }
    state["lm_head.weight"] = state["model.embed_tokens.weight"]
    model.load_state_dict(state)
    model.eval()
    order = sorted(range(len(prompts)), key=lambda index: len(prompts[index]))

    def run() -> list[str]:
        answers = [""] * len(prompts)
        for first in range(0, len(order), BATCH):
            group = order[first : first + BATCH]
            width = max(len(prompts[index]) for index in group)
            ids = torch.tensor([[PAD] * (width - len(prompts[i])) + prompts[i] for i in group])
            mask = torch.tensor(
                [[0] * (width - len(prompts[i])) + [1] * len(prompts[i]) for i in group]
            )
            with torch.no_grad():
                made = model.generate(
                    ids, attention_mask=mask, max_new_tokens=LONGEST_ANSWER, do_sample=False
                )
            for index, row in zip(group, made[:, width:].tolist(), strict=True):
                answers[index] = words.decode(row[: row.index(EOS)] if EOS in row else row).strip()
        return answers

    found = [timed("transformers float32", lines, run)]
    model.to(torch.bfloat16)
    return [*found, timed("transformers bfloat16", lines, run)]


def transformers_names() -> dict[str, str]:
    """Names of the tensors in GGUF and in transformers."""
    parts = {
        "attn_q": "self_attn.q_proj",
        "attn_k": "self_attn.k_proj",
        "attn_v": "self_attn.v_proj",
        "attn_output": "self_attn.o_proj",
        "ffn_gate": "mlp.gate_proj",
        "ffn_up": "mlp.up_proj",
        "ffn_down": "mlp.down_proj",
        "attn_norm": "input_layernorm",
        "attn_q_norm": "self_attn.q_norm",
        "attn_k_norm": "self_attn.k_norm",
        "post_attention_norm": "post_attention_layernorm",
        "ffn_norm": "pre_feedforward_layernorm",
        "post_ffw_norm": "post_feedforward_layernorm",
    }
    names = {
        "token_embd.weight": "model.embed_tokens.weight",
        "output_norm.weight": "model.norm.weight",
    }
    for number in range(LAYERS):
        for ours, theirs in parts.items():
            names[f"blk.{number}.{ours}.weight"] = f"model.layers.{number}.{theirs}.weight"
    return names


def write_gguf(path: Path, base: Base, tensors: Tensors) -> None:
    """The weights as a GGUF file in Q8_0, with the base's settings and the cut vocabulary."""
    from gguf import GGMLQuantizationType, GGUFReader, GGUFValueType, GGUFWriter
    from gguf.quants import quantize

    keep = shipped().keep().tolist()
    writer = GGUFWriter(str(path), "gemma3")
    lists = {"tokens": GGUFValueType.STRING, "scores": None, "token_type": None}
    for field in GGUFReader(str(base.path)).fields.values():
        name = field.name
        if name.startswith("GGUF.") or name == "general.architecture":
            continue
        value, kind = field.contents(), field.types[0]
        if name.removeprefix("tokenizer.ggml.") in lists:
            value = [value[index] for index in keep]
        if kind == GGUFValueType.ARRAY:
            writer.add_array(name, value)
        else:
            writer.add_key_value(name, value, kind)
    q8 = GGMLQuantizationType.Q8_0
    for name, tensor in tensors.items():
        if name.endswith("norm.weight"):
            writer.add_tensor(name, tensor)
        else:
            writer.add_tensor(name, quantize(tensor, q8), raw_dtype=q8)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def under_llama_cpp(lines: Sequence[str], path: Path) -> Timed:
    """Greedy answers of llama.cpp, one sentence after the other: its binding has no batches."""
    import llama_cpp_py_sync as llama

    with llama.Llama(str(path), n_ctx=512, n_threads=2) as model:

        def run() -> list[str]:
            return [
                model.generate(
                    f"{english(line)}\n",
                    max_tokens=LONGEST_ANSWER,
                    temperature=0.0,
                    top_k=1,
                    repeat_penalty=1.0,
                ).strip()
                for line in lines
            ]

        return timed("llama.cpp Q8_0", lines, run)


EXAMPLES = (
    ("The minister will travel to Rome on Monday.", "Die Ministerin reist am Montag nach Rom."),
    (
        "Police said three people were injured.",
        "Nach Polizeiangaben wurden drei Menschen verletzt.",
    ),
    ('"We have waited long enough," he said.', "„Wir haben lange genug gewartet“, sagte er."),
)


def base_output(sources: Sequence[str]) -> list[str]:
    """The untrained base's German, asked with three examples in the prompt."""
    import ctranslate2

    words = HouseEngine().load().words
    with tempfile.TemporaryDirectory() as work:
        base = Base(write_base(Path(work) / "base.gguf"))
        spec = build_spec(
            base,
            base.matrix("token_embd.weight", shipped().keep()),
            words.output,
            lambda n: {name: base.matrix(f"blk.{n}.{name}.weight") for name in MATRICES},
        )
        texts = words.tokens()
        spec.register_vocabulary(texts)
        spec.config.bos_token, spec.config.eos_token = "<bos>", "<eos>"
        spec.config.unk_token, spec.config.layer_norm_epsilon = "<unk>", NORM_EPS
        spec.validate()
        spec.optimize(quantization="int8")
        folder = Path(work) / "model"
        folder.mkdir()
        spec.save(str(folder))
        generator = ctranslate2.Generator(str(folder), device="cpu", inter_threads=2)
        shots = "".join(f"English: {e}\nGerman: {d}\n\n" for e, d in EXAMPLES)
        prompts = [
            [texts[i] for i in [BOS, *words.encode(f"{shots}English: {english(s)}\nGerman:")]]
            for s in sources
        ]
        results = generator.generate_batch(
            prompts,
            max_batch_size=BATCH,
            max_length=LONGEST_ANSWER,
            end_token="\n",
            include_prompt_in_result=False,
        )
        return [words.decode(r.sequences_ids[0]).strip() for r in results]
