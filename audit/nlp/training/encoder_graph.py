"""Write the encoder and the tone head as ONNX graphs, weights in 8 bits, built operator by operator.

Activations are quantized at run time, weights once, by output channel. The operators are those onnxruntime has fused kernels
for on the CPU: a quantized product with its bias, attention over heads in blocks, layer norm.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from audit.nlp.training.encoder_model import HEADS, LAYERS, MIXED, TONE_FROM, WIDTH

MS = "com.microsoft"
Weights = dict[str, npt.NDArray[np.float32]]


@dataclass
class Graph:
    """A graph that is being built."""

    bits: int = 8
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)
    count: int = 0

    def constant(self, array: npt.NDArray[np.generic]) -> str:
        """Name of a stored array."""
        self.count += 1
        name = f"c{self.count}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def add(self, operator: str, *inputs: str, domain: str = "", output: str = "", **attributes: Any) -> str:
        """Add an operator; the name of its first output."""
        self.count += 1
        name = output or f"n{self.count}"
        self.nodes.append(helper.make_node(operator, list(inputs), [name], domain=domain, **attributes))
        return name

    def product(self, x: str, weight: npt.NDArray[np.float32], bias: npt.NDArray[np.float32]) -> str:
        """The quantized product x @ weight.T + bias."""
        largest = 2 ** (self.bits - 1) - 1
        scale = np.maximum(np.abs(weight).max(1), 1e-8) / largest
        stored = np.clip(np.rint(weight / scale[:, None]), -largest, largest).astype(np.int8).T
        zero = np.zeros(len(scale), dtype=np.int8)
        parts = (
            self.constant(stored),
            self.constant(scale.astype(np.float32)),
            self.constant(zero),
            self.constant(bias),
        )
        return self.add("DynamicQuantizeMatMul", x, *parts, domain=MS)

    def rows(self, table: npt.NDArray[np.float32], index: str) -> str:
        """Rows of a table kept in 8 bits with one scale a row."""
        scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
        stored = np.rint(table / scale).astype(np.int8)
        row = self.add("Cast", self.add("Gather", self.constant(stored), index), to=TensorProto.FLOAT)
        return self.add("Mul", row, self.add("Gather", self.constant(scale.astype(np.float32)), index))

    def norm(self, x: str, rest: str, weights: Weights, name: str) -> str:
        """Layer norm of x + rest; as two operators, since onnxruntime's fused one takes a fifth of the encoder's time (1.32)."""
        gamma, beta = self.constant(weights[f"{name}.weight"]), self.constant(weights[f"{name}.bias"])
        return self.add("LayerNormalization", self.add("Add", x, rest), gamma, beta, axis=-1, epsilon=1e-12)

    def layer(self, x: str, weights: Weights, name: str) -> str:
        """One transformer layer, for sequences without padding."""
        qkv = self.product(x, *_parts(weights, f"{name}.qkv"))
        return self.after_attention(x, self.split(qkv, 3), weights, name)

    def look(self, here: str, x: str, weights: Weights, name: str) -> str:
        """One transformer layer computed at some states `here` alone, which look at `x`."""
        weight, bias = _parts(weights, f"{name}.qkv")
        query = self.product(here, weight[:WIDTH], bias[:WIDTH])
        rest = self.product(x, weight[WIDTH:], bias[WIDTH:])
        return self.after_attention(here, [query, *self.split(rest, 2)], weights, name)

    def split(self, x: str, n: int) -> list[str]:
        """The states cut into n equal parts."""
        self.count += 1
        parts = [f"part{self.count}_{number}" for number in range(n)]
        self.nodes.append(helper.make_node("Split", [x], parts, axis=2, num_outputs=n))
        return parts

    def after_attention(self, x: str, parts: Sequence[str], weights: Weights, name: str) -> str:
        """The rest of a layer from queries, keys and values on."""
        mixed = self.add("MultiHeadAttention", *parts, domain=MS, num_heads=HEADS)
        x = self.norm(x, self.product(mixed, *_parts(weights, f"{name}.out")), weights, f"{name}.norm_1")
        up = self.add("Gelu", self.product(x, *_parts(weights, f"{name}.up")), domain=MS)
        return self.norm(x, self.product(up, *_parts(weights, f"{name}.down")), weights, f"{name}.norm_2")

    def save(
        self, path: Path, inputs: dict[str, tuple[int, list[str | int]]], outputs: dict[str, list[str | int]]
    ) -> None:
        """Check and write the model."""
        graph = helper.make_graph(
            self.nodes,
            path.stem,
            [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in inputs.items()],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()],
            self.constants,
        )
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MS, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="media-audit")
        onnx.save(model, str(path))


def write_encoder(weights: Weights, path: Path, *, bits: int = 8) -> None:
    """Encoder with role, entity and link heads: inputs `ids` and `marks` (case * 8 + quote * 2 + first), outputs by head.

    The output `hidden` is what the tone head reads on from, the states after layer `TONE_FROM`.
    """
    graph = Graph(bits)
    marks = (
        weights["encoder.case.weight"][:, None, None]
        + weights["encoder.quote.weight"][None, :, None]
        + weights["encoder.first.weight"][None, None, :]
    ).reshape(-1, WIDTH)
    places = weights["encoder.position.weight"] + weights["encoder.kind"]
    length = graph.add("Gather", graph.add("Shape", "ids"), graph.constant(np.array([1], dtype=np.int64)))
    zero, axis = graph.constant(np.zeros(1, dtype=np.int64)), graph.constant(np.zeros(1, dtype=np.int64))
    position = graph.add("Slice", graph.constant(places), zero, length, axis)
    words = graph.add("Add", graph.rows(weights["encoder.word.weight"], "ids"), position)
    marked = graph.add("Gather", graph.constant(marks.astype(np.float32)), "marks")
    x = graph.norm(words, marked, weights, "encoder.norm")
    states = []
    for number in range(LAYERS):
        x = graph.layer(x, weights, f"encoder.layers.{number}")
        states.append(x)
    graph.add("Identity", states[TONE_FROM - 1], output="hidden")
    heads = {name: weights[f"heads.{name}.weight"] for name in ("roles", "entities", "links")}
    stacked = graph.product(
        x, np.concatenate(list(heads.values())), np.concatenate([weights[f"heads.{name}.bias"] for name in heads])
    )
    sizes = graph.constant(np.array([len(head) for head in heads.values()], dtype=np.int64))
    mixes = bool(weights["heads.mixed.weight"].any())
    outputs = ["roles", "entities_of_last" if mixes else "entities", "links"]
    graph.nodes.append(helper.make_node("Split", [stacked, sizes], outputs, axis=2))
    if mixes:
        graph.add("Add", outputs[1], _mixed(graph, states, weights), output="entities")
    shapes: dict[str, list[str | int]] = {name: ["batch", "length", len(head)] for name, head in heads.items()}
    inputs: dict[str, tuple[int, list[str | int]]] = {
        name: (TensorProto.INT64, ["batch", "length"]) for name in ("ids", "marks")
    }
    graph.save(path, inputs, shapes | {"hidden": ["batch", "length", WIDTH]})


def _mixed(graph: Graph, states: Sequence[str], weights: Weights) -> str:
    """Entity scores read from the states of several layers."""
    several = graph.add("Concat", *(states[number] for number in MIXED), axis=2)
    hidden = graph.add("Gelu", graph.product(several, *_parts(weights, "heads.mix")), domain=MS)
    return graph.product(hidden, *_parts(weights, "heads.mixed"))


def _parts(weights: Weights, name: str) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]


def write_tone(weights: Weights, path: Path, *, bits: int = 8) -> None:
    """Tone head: `hidden` [targets, length, width] of one length, `target` [targets, length] 0 or 1; output `tone`."""
    graph = Graph(bits)
    last = graph.constant(np.array([2], dtype=np.int64))
    middle = graph.constant(np.array([1], dtype=np.int64))
    marked = graph.add("Unsqueeze", "target", last)
    x = graph.add("Add", "hidden", graph.add("Mul", marked, graph.constant(weights["tone.target"])))
    n_layers = sum(name.startswith("tone.layers.") and name.endswith("qkv.bias") for name in weights)
    for number in range(n_layers - 1):
        x = graph.layer(x, weights, f"tone.layers.{number}")
    total = graph.add("ReduceSum", graph.add("Mul", x, marked), middle, keepdims=1)
    at_target = graph.add("Div", total, graph.add("ReduceSum", marked, middle, keepdims=1))
    at_target = graph.look(at_target, x, weights, f"tone.layers.{n_layers - 1}")
    at_target = graph.add("Squeeze", at_target, middle)
    mean = graph.add("ReduceMean", x, middle, keepdims=0)
    most = graph.add("ReduceMax", x, middle, keepdims=0)
    pooled = graph.add("Concat", at_target, mean, most, axis=1)
    dense = graph.add("Gelu", graph.product(pooled, *_parts(weights, "tone.dense")), domain=MS)
    scores = graph.product(dense, *_parts(weights, "tone.classes"))
    graph.add("Identity", scores, output="tone")
    inputs: dict[str, tuple[int, list[str | int]]] = {
        "hidden": (TensorProto.FLOAT, ["targets", "length", WIDTH]),
        "target": (TensorProto.FLOAT, ["targets", "length"]),
    }
    graph.save(path, inputs, {"tone": ["targets", 3]})
