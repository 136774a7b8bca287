"""The encoder and its heads in torch: MiniLM (6 layers, 384 wide) with CRF, link and tone heads."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - torch's own name for it

LAYERS, WIDTH, HEADS, LINK_WIDTH = 6, 384, 12, 128
TONE_FROM, TONE_LAYERS = 3, 3  # the tone head reads the states after the third layer, in three layers of its own
MIXED = (1, 3, 5)  # layers whose states the entity head reads besides the last's: words are plainer in the lower ones


@dataclass(frozen=True, slots=True)
class Inputs:
    """A batch of windows, each [batch, length]; `mask` is True at pieces, False at padding."""

    ids: Tensor
    case: Tensor
    quote: Tensor
    first: Tensor
    mask: Tensor


class Layer(nn.Module):
    """A transformer layer as in BERT (post-norm)."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm_1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm_2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """One layer; `bias` is added to the attention scores ([batch, 1, 1, length], or None without padding)."""
        return self.look(x, x, bias)

    def look(self, here: Tensor, x: Tensor, bias: Tensor | None) -> Tensor:
        """What some states `here` [batch, n, width] become by looking at the states `x` [batch, length, width]."""
        weight, offset = self.qkv.weight.split((WIDTH, 2 * WIDTH)), self.qkv.bias.split((WIDTH, 2 * WIDTH))
        q = F.linear(here, weight[0], offset[0]).unflatten(2, (HEADS, -1)).transpose(1, 2)
        k, v = F.linear(x, weight[1], offset[1]).unflatten(2, (2, HEADS, -1)).permute(2, 0, 3, 1, 4)
        scores = (q * (WIDTH // HEADS) ** -0.5) @ k.transpose(-1, -2)  # on CPUs half the time of the fused operator
        mixed = F.softmax(scores if bias is None else scores + bias, -1) @ v
        here = self.norm_1(here + self.out(mixed.transpose(1, 2).flatten(2)))
        found: Tensor = self.norm_2(here + self.down(F.gelu(self.up(here))))
        return found


class Encoder(nn.Module):
    """MiniLM with added embeddings for letter case, quotation and line starts (zero at first)."""

    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Embedding(30522, WIDTH)
        self.position = nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.case = nn.Embedding(4, WIDTH)
        self.quote = nn.Embedding(4, WIDTH)
        self.first = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        for embedding in (self.case, self.quote, self.first):
            nn.init.zeros_(embedding.weight)

    def embed(self, inputs: Inputs) -> Tensor:
        """Sum of the input embeddings, normalised."""
        length = inputs.ids.shape[1]
        x = self.word(inputs.ids) + self.position.weight[:length] + self.kind
        marked = x + self.case(inputs.case) + self.quote(inputs.quote) + self.first(inputs.first)
        found: Tensor = self.norm(marked)
        return found

    def forward(self, inputs: Inputs, *, dropout: float = 0.0) -> Tensor:
        """Hidden states [batch, length, width]."""
        return self.states(inputs, dropout=dropout)[-1]

    def states(self, inputs: Inputs, *, dropout: float = 0.0) -> list[Tensor]:
        """Hidden states after each layer, each [batch, length, width]."""
        x = F.dropout(self.embed(inputs), dropout, training=dropout > 0)
        bias = attention_bias(inputs.mask, x.dtype)
        found = []
        for layer in self.layers:
            x = layer(x, bias)
            found.append(x)
        return found


def attention_bias(mask: Tensor, dtype: torch.dtype) -> Tensor:
    """Added to attention scores: a large negative number at padding."""
    return (~mask).to(dtype)[:, None, None, :] * -1e4


class Heads(nn.Module):
    """Role tags, entity tags, and the two links: content to cue, cue to source.

    The entity scores are a linear reading of the last layer's states plus, from `mix` and `mixed`, one with a hidden layer of
    the states of several layers; 0 at first, so that checkpoints made before there was one go on as they were.
    """

    def __init__(self, n_roles: int, n_entities: int) -> None:
        super().__init__()
        self.roles = nn.Linear(WIDTH, n_roles)
        self.entities = nn.Linear(WIDTH, n_entities)
        self.links = nn.Linear(WIDTH, 4 * LINK_WIDTH)
        self.mix = nn.Linear(len(MIXED) * WIDTH, WIDTH)
        self.mixed = nn.Linear(WIDTH, n_entities)
        for layer in (self.roles, self.entities, self.links, self.mix):
            nn.init.normal_(layer.weight, std=0.02)
            nn.init.zeros_(layer.bias)
        nn.init.zeros_(self.mixed.weight)
        nn.init.zeros_(self.mixed.bias)
        self.register_load_state_dict_pre_hook(_fill_mix)

    def entity_scores(self, states: Sequence[Tensor], *, dropout: float = 0.0) -> Tensor:
        """Scores by entity tag from the states after each layer, in float32."""
        several = F.dropout(torch.cat([states[number] for number in MIXED], 2), dropout, training=dropout > 0)
        hidden = F.dropout(F.gelu(self.mix(several)), dropout, training=dropout > 0).float()
        last = F.dropout(states[-1].float(), dropout, training=dropout > 0)
        scores = F.linear(last, self.entities.weight.float(), self.entities.bias.float())
        return scores + F.linear(hidden, self.mixed.weight.float(), self.mixed.bias.float())


def _fill_mix(module: nn.Module, weights: dict[str, Tensor], prefix: str, *_: object) -> None:
    """Give a checkpoint without the reading of several layers one that adds nothing."""
    for name, value in module.state_dict().items():
        if name.startswith("mix") and prefix + name not in weights:
            weights[prefix + name] = torch.zeros_like(value) if name.startswith("mixed") else value


class Tone(nn.Module):
    """Transformer layers over states of the shared encoder with the target marked, three pooled vectors, three classes.

    The encoder's last states say who speaks of what, not how; so the head leaves the encoder at a middle layer and reads on by
    itself, once for each target. Its last layer is computed at the target alone, where it costs next to nothing.
    """

    def __init__(self, n_layers: int = TONE_LAYERS) -> None:
        super().__init__()
        self.target = nn.Parameter(torch.zeros(WIDTH))
        self.layers = nn.ModuleList(Layer() for _ in range(n_layers))
        self.dense = nn.Linear(3 * WIDTH, WIDTH)
        self.classes = nn.Linear(WIDTH, 3)

    def forward(self, hidden: Tensor, target: Tensor, mask: Tensor, *, dropout: float = 0.0) -> Tensor:
        """Class scores [targets, 3] for hidden states [targets, length, width]; `target` and `mask` are 0 or 1."""
        marked = target.to(hidden.dtype)[:, :, None]
        inside = mask.to(hidden.dtype)[:, :, None]
        bias = attention_bias(mask > 0, hidden.dtype)
        x = hidden + marked * self.target
        *layers, last = self.layers
        for layer in layers:
            x = layer(x, bias)
        at_target = (x * marked).sum(1, keepdim=True) / marked.sum(1, keepdim=True)
        at_target = last.look(at_target, x, bias)[:, 0]  # type: ignore[operator]
        mean = (x * inside).sum(1) / inside.sum(1)
        most = (x - (1 - inside) * 1e4).amax(1)
        pooled = F.dropout(torch.cat([at_target, mean, most], 1), dropout, training=dropout > 0)
        dense = F.dropout(F.gelu(self.dense(pooled)), dropout, training=dropout > 0)
        found: Tensor = self.classes(dense)
        return found


class Crf(nn.Module):
    """Linear-chain CRF: learned transitions, impossible ones (I after another class) forbidden."""

    def __init__(self, tags: tuple[str, ...]) -> None:
        super().__init__()
        allowed = torch.tensor([[follows(a, b) for b in tags] for a in tags])
        self.forbidden: Tensor
        self.register_buffer("forbidden", (~allowed).float() * -1e4)
        self.transitions = nn.Parameter(torch.zeros(len(tags), len(tags)))

    def scores(self) -> Tensor:
        """Transition scores [from, to]."""
        return self.transitions + self.forbidden

    def loss(self, emissions: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Mean negative log-likelihood a piece; sequences are left-aligned under `mask`."""
        scores = self.scores()
        chosen = emissions.gather(2, tags[:, :, None])[:, :, 0]
        steps = scores[tags[:, :-1], tags[:, 1:]]
        gold = (chosen * mask).sum() + (steps * mask[:, 1:]).sum()
        alpha = emissions[:, 0]
        keep = mask.bool()
        for position in range(1, emissions.shape[1]):
            after = torch.logsumexp(alpha[:, :, None] + scores, 1) + emissions[:, position]
            alpha = torch.where(keep[:, position, None], after, alpha)
        return (torch.logsumexp(alpha, 1).sum() - gold) / mask.sum()


def follows(before: str, after: str) -> bool:
    """Whether a BIO tag may follow another."""
    return not after.startswith("I-") or before[2:] == after[2:]


class Model(nn.Module):
    """Encoder, heads, tone and the transition layers as one module (one checkpoint)."""

    def __init__(self, role_tags: tuple[str, ...], entity_tags: tuple[str, ...]) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.heads = Heads(len(role_tags), len(entity_tags))
        self.tone = Tone()
        self.role_crf = Crf(role_tags)
        self.entity_crf = Crf(entity_tags)


def load_minilm(model: Model, path: Path) -> None:
    """Fill the encoder, and the tone head's layers with the encoder's last ones, from MiniLM's safetensors."""
    from safetensors.torch import load_file

    weights = load_file(path)
    encoder = model.encoder
    with torch.no_grad():
        encoder.word.weight.copy_(weights["embeddings.word_embeddings.weight"])
        encoder.position.weight.copy_(weights["embeddings.position_embeddings.weight"])
        encoder.kind.copy_(weights["embeddings.token_type_embeddings.weight"][0])
        _copy(encoder.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(encoder.layers):
            _copy_layer(layer, weights, f"encoder.layer.{number}")  # type: ignore[arg-type]
        for number, layer in enumerate(model.tone.layers, LAYERS - len(model.tone.layers)):
            _copy_layer(layer, weights, f"encoder.layer.{number}")  # type: ignore[arg-type]


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])  # type: ignore[operator]
    module.bias.copy_(weights[f"{name}.bias"])  # type: ignore[operator]


def _copy_layer(layer: Layer, weights: dict[str, Tensor], name: str) -> None:
    parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    layer.qkv.weight.copy_(torch.cat([weights[f"{part}.weight"] for part in parts]))
    layer.qkv.bias.copy_(torch.cat([weights[f"{part}.bias"] for part in parts]))
    _copy(layer.out, weights, f"{name}.attention.output.dense")
    _copy(layer.norm_1, weights, f"{name}.attention.output.LayerNorm")
    _copy(layer.up, weights, f"{name}.intermediate.dense")
    _copy(layer.down, weights, f"{name}.output.dense")
    _copy(layer.norm_2, weights, f"{name}.output.LayerNorm")
