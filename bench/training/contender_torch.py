"""The three networks in plain PyTorch, as its own examples write them.

contender_torch.py NETWORK THREADS DATA: reads a number of steps a line on standard input and answers each with the
nanoseconds that they took. The first line it writes says what it is made of.
"""
import math
import os
import struct
import sys
import time

# OpenBLAS has threads of its own, one a core, which torch.set_num_threads does not reach: without this a "one thread" has all cores.
os.environ["OPENBLAS_NUM_THREADS"] = sys.argv[2]

import numpy
import torch
from torch import nn
from torch.nn import functional as F

network, threads, data = sys.argv[1], int(sys.argv[2]), sys.argv[3]
torch.set_num_threads(threads)
torch.manual_seed(1)


def idx(name):
    raw = open(f"{data}/{name}", "rb").read()
    dimensions = raw[3]
    shape = struct.unpack(f">{dimensions}i", raw[4:4 + 4 * dimensions])
    kind = {8: numpy.uint8, 13: numpy.dtype(">f4")}[raw[2]]
    return numpy.frombuffer(raw, kind, offset=4 + 4 * dimensions).reshape(shape)


class Cnn(nn.Sequential):
    def __init__(self):
        super().__init__(
            nn.Conv2d(1, 32, 3), nn.ReLU(), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.25),
            nn.Flatten(), nn.Linear(9216, 128), nn.ReLU(), nn.Dropout(0.5), nn.Linear(128, 10))


class Lstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(32, 128, batch_first=True)
        self.out = nn.Linear(128, 10)

    def forward(self, x):
        return self.out(self.lstm(x)[1][0].squeeze(0))


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention, self.projection = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.expansion, self.contraction = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.register_buffer("past", torch.tril(torch.ones(64, 64)).view(1, 1, 64, 64) == 0)

    def forward(self, x):
        n, t, d = x.shape
        q, k, v = (y.view(n, t, self.heads, d // self.heads).transpose(1, 2)
                   for y in self.attention(self.norm1(x)).split(d, dim=2))
        scores = (q @ k.transpose(-2, -1)) * (1 / math.sqrt(d // self.heads))
        shares = F.softmax(scores.masked_fill(self.past, -math.inf), dim=-1)
        x = x + self.projection((shares @ v).transpose(1, 2).contiguous().view(n, t, d))
        return x + self.contraction(F.gelu(self.expansion(self.norm2(x))))


class Gpt(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens, self.places = nn.Embedding(65, 128), nn.Embedding(64, 128)
        self.blocks = nn.Sequential(*[Block(128, 4) for _ in range(4)])
        self.norm = nn.LayerNorm(128)
        nn.init.normal_(self.tokens.weight, 0, 0.02)

    def forward(self, x):
        y = self.norm(self.blocks(self.tokens(x) + self.places.weight))
        return (y @ self.tokens.weight.t()).view(-1, 65)


if network == "cnn":
    model, batch = Cnn(), 32
    inputs = torch.tensor(idx("images.idx").astype(numpy.float32) / 255).unsqueeze(1)
    targets = torch.tensor(idx("labels.idx").astype(numpy.int64))
elif network == "lstm":
    model, batch = Lstm(), 32
    inputs = torch.tensor(idx("sequences.idx").astype(numpy.float32))
    targets = torch.tensor(idx("labels.idx").astype(numpy.int64))
else:
    model, batch = Gpt(), 12
    text = open(f"{data}/text.txt", encoding="utf-8").read()
    numbers = {symbol: number + 4 for number, symbol in enumerate(sorted(set(text)))}
    tokens = torch.tensor([numbers[symbol] for symbol in text])
    windows = (len(tokens) - 1) // 64
    inputs, targets = tokens[:windows * 64].view(windows, 64), tokens[1:windows * 64 + 1].view(windows, 64)

optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
model.train()
order, place = torch.randperm(len(inputs)), 0


def step():
    global order, place
    if place + batch > len(inputs):
        order, place = torch.randperm(len(inputs)), 0
    chosen = order[place:place + batch]
    place += batch
    optimizer.zero_grad()
    loss = F.cross_entropy(model(inputs[chosen]), targets[chosen].view(-1))
    loss.backward()
    optimizer.step()
    return loss


blas = [line.split()[-1] for line in open("/proc/self/maps") if "blas" in line and "r-xp" in line]
print("torch", torch.__version__, *sorted(set(blas)), "loss", float(step()), flush=True)
for line in sys.stdin:
    start = time.monotonic_ns()
    for _ in range(int(line)):
        loss = step()
    print(time.monotonic_ns() - start, float(loss), flush=True)
