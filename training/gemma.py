"""Gemma 3 in plain PyTorch, only what fine-tuning needs: fused projections, frozen embeddings.

Right padding and causal attention make a mask unnecessary: a padded place is seen by no other.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from fassung.engines.house.base import (
    FEED_FORWARD,
    GLOBAL_ROPE,
    HEAD_SIZE,
    HEADS,
    LAYERS,
    LOCAL_ROPE,
    NORM_EPS,
    WIDTH,
    is_global,
)
from training import int8

QUERY = HEADS * HEAD_SIZE

Linear = Callable[[Tensor, Tensor], Tensor]


def rope_table(length: int, base: float) -> tuple[Tensor, Tensor]:
    """Cosine and sine of the rotary positions, each (length, HEAD_SIZE)."""
    inverse = base ** -(torch.arange(0, HEAD_SIZE, 2).float() / HEAD_SIZE)
    angles = torch.outer(torch.arange(length).float(), inverse)
    angles = torch.cat((angles, angles), dim=-1)
    return angles.cos(), angles.sin()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    half = x.shape[-1] // 2
    turned = torch.cat((-x[..., half:], x[..., :half]), dim=-1)
    return x * cos + turned * sin


class Layer(nn.Module):
    """One decoder layer. Matrices are trained; the six norms are frozen."""

    def __init__(self, base: Mapping[str, Tensor], number: int, linear: Linear) -> None:
        super().__init__()
        self.linear = linear

        def matrix(*names: str) -> nn.Parameter:
            return nn.Parameter(torch.cat([base[f"blk.{number}.{n}.weight"] for n in names]))

        def norm(name: str) -> nn.Parameter:
            return nn.Parameter(base[f"blk.{number}.{name}.weight"].clone(), requires_grad=False)

        self.attn_qkv = matrix("attn_q", "attn_k", "attn_v")
        self.attn_output = matrix("attn_output")
        self.ffn_in = matrix("ffn_gate", "ffn_up")
        self.ffn_down = matrix("ffn_down")
        self.attn_norm = norm("attn_norm")
        self.attn_q_norm = norm("attn_q_norm")
        self.attn_k_norm = norm("attn_k_norm")
        self.post_attention_norm = norm("post_attention_norm")
        self.ffn_norm = norm("ffn_norm")
        self.post_ffw_norm = norm("post_ffw_norm")

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        batch, length, _ = x.shape
        h = F.rms_norm(x, (WIDTH,), self.attn_norm, NORM_EPS)
        q, k, v = self.linear(h, self.attn_qkv).split((QUERY, HEAD_SIZE, HEAD_SIZE), dim=-1)
        q = F.rms_norm(
            q.reshape(batch, length, HEADS, HEAD_SIZE), (HEAD_SIZE,), self.attn_q_norm, NORM_EPS
        ).transpose(1, 2)
        k = F.rms_norm(k.unsqueeze(1), (HEAD_SIZE,), self.attn_k_norm, NORM_EPS)
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        shape = (batch, HEADS, length, HEAD_SIZE)
        out = F.scaled_dot_product_attention(
            q, k.expand(shape), v.unsqueeze(1).expand(shape), is_causal=True
        )
        out = self.linear(out.transpose(1, 2).reshape(batch, length, QUERY), self.attn_output)
        x = x + F.rms_norm(out, (WIDTH,), self.post_attention_norm, NORM_EPS)
        h = F.rms_norm(x, (WIDTH,), self.ffn_norm, NORM_EPS)
        gate, up = self.linear(h, self.ffn_in).split(FEED_FORWARD, dim=-1)
        out = self.linear(F.gelu(gate, approximate="tanh") * up, self.ffn_down)
        return x + F.rms_norm(out, (WIDTH,), self.post_ffw_norm, NORM_EPS)


def losses(
    hidden: Tensor, projection: Tensor, answers: Tensor, smoothing: float
) -> tuple[Tensor, Tensor]:
    """Mean smoothed and mean plain loss of hidden states (places, WIDTH) against ids (places)."""
    logits = F.linear(hidden, projection).float()
    whole = torch.logsumexp(logits, dim=-1)
    plain = (whole - logits.gather(1, answers[:, None])[:, 0]).mean()
    even = (whole - logits.mean(dim=-1)).mean()
    return (1 - smoothing) * plain + smoothing * even, plain.detach()


class Gemma(nn.Module):
    """The decoder with its cut vocabulary; the first `output` embedding rows are the projection.

    `precision` is that of the layers' products: "float32", "bfloat16" or "int8" (the weights stay
    float32 with int8). `compiled` lets torch fuse what lies between the products; needs a C++
    compiler on a CPU.
    """

    def __init__(
        self,
        base: Mapping[str, Tensor],
        output: int,
        longest: int = 512,
        precision: str = "float32",
        compiled: bool = False,
    ) -> None:
        super().__init__()
        linear = int8.linear if precision == "int8" else F.linear
        self.output = output
        self.embedding = nn.Parameter(base["token_embd.weight"].clone(), requires_grad=False)
        self.norm = nn.Parameter(base["output_norm.weight"].clone(), requires_grad=False)
        self.layers = nn.ModuleList(Layer(base, number, linear) for number in range(LAYERS))
        for name, rope in (("local", LOCAL_ROPE), ("global", GLOBAL_ROPE)):
            cos, sin = rope_table(longest, rope)
            self.register_buffer(f"{name}_cos", cos, persistent=False)
            self.register_buffer(f"{name}_sin", sin, persistent=False)
        self.losses: Callable[..., tuple[Tensor, Tensor]] = losses
        if precision == "bfloat16":
            self.to(torch.bfloat16)
        if compiled:
            for layer in self.layers:
                layer.compile(dynamic=True)
            self.losses = torch.compile(losses, dynamic=True)

    def forward(self, tokens: Tensor) -> Tensor:
        """Hidden states (batch, length, WIDTH) after the last norm, of ids (batch, length)."""
        x = F.embedding(tokens, self.embedding) * math.sqrt(WIDTH)
        length = tokens.shape[1]
        local = (self.local_cos[:length].to(x.dtype), self.local_sin[:length].to(x.dtype))
        wide = (self.global_cos[:length].to(x.dtype), self.global_sin[:length].to(x.dtype))
        for number, layer in enumerate(self.layers):
            x = layer(x, *(wide if is_global(number) else local))
        return F.rms_norm(x, (WIDTH,), self.norm, NORM_EPS)

    def loss(self, tokens: Tensor, wanted: Tensor, smoothing: float) -> tuple[Tensor, Tensor]:
        """Mean smoothed loss and mean plain loss over the places where `wanted` is not -100."""
        hidden = self(tokens)
        places = wanted != -100
        return self.losses(hidden[places], self.embedding[: self.output], wanted[places], smoothing)

    def matrices(self) -> dict[str, np.ndarray]:
        """The trained matrices by their base names, fused ones taken apart, as float32."""
        found: dict[str, np.ndarray] = {}
        cuts = {
            "attn_qkv": (("attn_q", QUERY), ("attn_k", HEAD_SIZE), ("attn_v", HEAD_SIZE)),
            "attn_output": (("attn_output", WIDTH),),
            "ffn_in": (("ffn_gate", FEED_FORWARD), ("ffn_up", FEED_FORWARD)),
            "ffn_down": (("ffn_down", WIDTH),),
        }
        for number, layer in enumerate(self.layers):
            for fused, parts in cuts.items():
                whole = getattr(layer, fused).detach().float().cpu().numpy()
                start = 0
                for name, rows in parts:
                    found[f"blk.{number}.{name}.weight"] = whole[start : start + rows]
                    start += rows
        return found
