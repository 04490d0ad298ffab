#!/usr/bin/env python3
"""Trains the network of examples/mobydick-gpt.yaml in PyTorch, the way nanoGPT does, on the same text and split.

usage: reference.py FOLDER --steps N --threads N [--seed N]     FOLDER holds train.txt and held-out.txt

Same: vocabulary (the most frequent characters of the training text, all others one symbol), network, initial
distributions, optimizer, schedule, clip, batch size. Not the same: batches are windows at random places, as nanoGPT
draws them, while ours walk through windows that do not overlap. Both are measured on the whole held-out text in windows
of 64. The last line of standard output is one JSON object: loss (nats a character), seconds, steps.
"""
import argparse
import collections
import json
import math
import pathlib
import sys
import time

import torch
from torch import nn
from torch.nn import functional

WIDTH, HEADS, BLOCKS, LENGTH, BATCH = 128, 4, 4, 64, 12
VOCABULARY, RESERVED, UNKNOWN = 96, 4, 1
RATE, FINAL_SHARE, WARMUP, DECAY, BETAS, CLIP = 1e-3, 0.1, 100, 0.1, (0.9, 0.99), 1.0


class Block(nn.Module):
    """Pre-LayerNorm block of causal attention and two dense layers (Radford et al. 2019)."""

    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.attention, self.projection = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.expansion, self.contraction = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.register_buffer("future", torch.full((LENGTH, LENGTH), float("-inf")).triu(1))

    def forward(self, x):
        n, t, d = x.shape
        q, k, v = (part.view(n, t, HEADS, d // HEADS).transpose(1, 2) for part in self.attention(self.norm1(x)).split(d, 2))
        scores = q @ k.transpose(2, 3) / math.sqrt(d // HEADS) + self.future[:t, :t]
        x = x + self.projection((scores.softmax(-1) @ v).transpose(1, 2).reshape(n, t, d))
        return x + self.contraction(functional.gelu(self.expansion(self.norm2(x))))


class Gpt(nn.Module):
    """(N, T) tokens to (N, T, VOCABULARY) scores; the output shares the embedding's weight."""

    def __init__(self):
        super().__init__()
        self.embedding, self.positions = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(LENGTH, WIDTH)
        self.blocks, self.norm = nn.Sequential(*(Block() for _ in range(BLOCKS))), nn.LayerNorm(WIDTH)
        for name, parameter in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(parameter)
            elif parameter.dim() == 2:
                last = "projection" in name or "contraction" in name
                nn.init.normal_(parameter, std=0.02 / math.sqrt(2 * BLOCKS) if last else 0.02)

    def forward(self, tokens):
        x = self.embedding(tokens) + self.positions.weight[: tokens.shape[1]]
        return self.norm(self.blocks(x)) @ self.embedding.weight.t()


def loss_of(network, tokens, targets):
    return functional.cross_entropy(network(tokens).flatten(0, 1), targets.flatten())


def rate_at(step, steps):
    """Linear warm-up, then half a cosine down to FINAL_SHARE."""
    if step <= WARMUP:
        return RATE * step / WARMUP
    done = (step - WARMUP) / max(1, steps - WARMUP)
    return RATE * (FINAL_SHARE + (1 - FINAL_SHARE) * (1 + math.cos(math.pi * done)) / 2)


@torch.no_grad()
def evaluate(network, text):
    """Mean over all whole windows of the text, nats a character."""
    network.eval()
    windows = (len(text) - 1) // LENGTH
    tokens, targets = text[: windows * LENGTH].view(-1, LENGTH), text[1 : windows * LENGTH + 1].view(-1, LENGTH)
    total = sum(loss_of(network, x, y).item() * len(x) for x, y in zip(tokens.split(64), targets.split(64)))
    network.train()
    return total / windows


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)

    train, held_out = ((arguments.folder / name).read_text("utf-8") for name in ("train.txt", "held-out.txt"))
    frequent = [symbol for symbol, _ in collections.Counter(train).most_common(VOCABULARY - RESERVED)]
    number = {symbol: RESERVED + place for place, symbol in enumerate(frequent)}
    train, held_out = (torch.tensor([number.get(symbol, UNKNOWN) for symbol in text]) for text in (train, held_out))

    network = Gpt()
    decayed = [p for p in network.parameters() if p.dim() >= 2]
    plain = [p for p in network.parameters() if p.dim() < 2]
    groups = [{"params": decayed, "weight_decay": DECAY}, {"params": plain, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=RATE, betas=BETAS, eps=1e-8)
    started = time.monotonic()
    for step in range(1, arguments.steps + 1):
        for group in optimizer.param_groups:
            group["lr"] = rate_at(step, arguments.steps)
        begins = torch.randint(len(train) - LENGTH - 1, (BATCH,)).tolist()
        tokens = torch.stack([train[b : b + LENGTH] for b in begins])
        targets = torch.stack([train[b + 1 : b + LENGTH + 1] for b in begins])
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(network, tokens, targets)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), CLIP)
        optimizer.step()
        if step % 200 == 0:
            print(f"step {step} of {arguments.steps}: loss {loss.item():.3f}", file=sys.stderr, flush=True)
    seconds = time.monotonic() - started
    print(json.dumps({"loss": evaluate(network, held_out), "seconds": seconds, "steps": arguments.steps}))


if __name__ == "__main__":
    main()
