"""Train the reader: ``python train.py ROWS OUT --minutes 30`` (numpy and torch only; ``prepare`` wrote ROWS).

First on invented questions, then on real ones with a share of invented ones; two cores, bf16 products.
"""

import argparse
import math
import os
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from network import FIRST_OF_TEXT, Network
from torch import Tensor, distributed, multiprocessing
from torch.nn import functional as F


@dataclass
class Rows:
    """The pairs of ``prepare``; ``members``: pairs of each question."""

    ids: np.ndarray
    kinds: np.ndarray
    bounds: np.ndarray
    right: np.ndarray
    start: np.ndarray
    end: np.ndarray
    source: np.ndarray
    group: np.ndarray
    members: list[np.ndarray]

    def __len__(self) -> int:
        return len(self.members)


def read(path: Path) -> Rows:
    stored = np.load(path)
    bounds = np.concatenate([[0], np.cumsum(stored["length"])])
    cuts = np.flatnonzero(np.diff(stored["group"])) + 1
    members = np.split(np.arange(len(stored["group"])), cuts)
    flat = [stored[name] for name in ("right", "start", "end", "source", "group")]
    return Rows(stored["ids"], stored["kinds"], bounds, *flat, members)


@dataclass
class Batch:
    """Pairs about to be read, cropped or not: arrays of tokens, and where the answer stands now."""

    ids: list[np.ndarray]
    kinds: list[np.ndarray]
    right: np.ndarray
    start: np.ndarray
    end: np.ndarray
    group: np.ndarray


def gathered(rows: Rows, pairs: np.ndarray, crop: int, chance: np.random.Generator) -> Batch:
    """``crop``: at most so many tokens of the passage, the answer among them (0: all of it)."""
    ids, kinds = [], []
    start, end = rows.start[pairs].copy(), rows.end[pairs].copy()
    for row, pair in enumerate(pairs):
        a, b = rows.bounds[pair], rows.bounds[pair + 1]
        one, kind = rows.ids[a:b], rows.kinds[a:b]
        body = int(np.argmax(kind >= FIRST_OF_TEXT))
        if crop and b - a - 1 - body > crop:
            last = b - a - 1 - crop
            low, high = (
                (max(body, end[row] - crop + 1), min(last, start[row])) if start[row] else (body, last)
            )
            left = int(chance.integers(min(low, high), max(low, high) + 1))
            kept = np.r_[0:body, left : left + crop, b - a - 1]
            one, kind = one[kept], kind[kept]
            if start[row]:
                start[row] -= left - body
                end[row] = min(end[row] - (left - body), body + crop - 1)
        ids.append(one)
        kinds.append(kind)
    return Batch(ids, kinds, rows.right[pairs], start, end, rows.group[pairs])


def chosen(rows: Rows, number: int, wrong: int, chance: np.random.Generator) -> np.ndarray:
    """The right pairs of a question, its bare one, and so many of the wrong, the nearest more often."""
    members = rows.members[number]
    good = members[rows.right[members] > 0]
    bad = members[rows.right[members] == 0]
    if len(bad) > wrong:
        weight = 1 / (2.0 + np.arange(len(bad)))
        weight[-1] = 0.5  # where the passage without its answer stands, when there is one
        bad = chance.choice(bad, wrong, replace=False, p=weight / weight.sum())
    return np.concatenate([good, bad])


def padded(rows: Batch, pairs: np.ndarray) -> tuple[Tensor, Tensor, Tensor]:
    size = (
        -(-max(len(rows.ids[pair]) for pair in pairs) // 32) * 32
    )  # few sizes: memory is used again, not piled up
    ids = np.ones((len(pairs), size), np.int64)
    kinds = np.zeros((len(pairs), size), np.int64)
    mask = np.zeros((len(pairs), size), bool)
    for row, pair in enumerate(pairs):
        size = len(rows.ids[pair])
        ids[row, :size], kinds[row, :size], mask[row, :size] = rows.ids[pair], rows.kinds[pair], True
    return torch.from_numpy(ids), torch.from_numpy(kinds), torch.from_numpy(mask)


def chunks(rows: Batch, most: int) -> list[np.ndarray]:
    """Pairs of about the same length together, so that little is computed for nothing."""
    order = np.argsort([len(ids) for ids in rows.ids])
    return [order[first : first + most] for first in range(0, len(order), most)]


def losses(rows: Batch, answers: Tensor, spans: list[Tensor]) -> Tensor:
    """Log-odds against the truth, the right ones before the others of their question, and where the answer stands."""
    right = torch.from_numpy(rows.right.astype(np.float32))
    each = F.binary_cross_entropy_with_logits(answers, right, reduction="none")
    total = (each * (1 + 2 * right)).mean()
    ranks = []
    for group in np.unique(rows.group):
        mine = torch.from_numpy(np.flatnonzero(rows.group == group))
        good = right[mine] > 0
        if 0 < int(good.sum()) < len(mine):
            scores = answers[mine]
            ranks.append(torch.logsumexp(scores, 0) - torch.logsumexp(scores[good], 0))
    if ranks:
        total = total + torch.stack(ranks).mean()
    return total + torch.stack(spans).sum() / len(answers)


def span_loss(rows: Batch, pairs: np.ndarray, scores: Tensor) -> Tensor:
    """Start and end of the answer; of a pair that does not answer, place 0, weighed less for being many."""
    known = torch.from_numpy(((rows.start[pairs] > 0) + 0.25 * (rows.right[pairs] == 0)).astype(np.float32))
    targets = (torch.from_numpy(rows.start[pairs]).long(), torch.from_numpy(rows.end[pairs]).long())
    lost = [F.cross_entropy(scores[:, :, n], target, reduction="none") for n, target in enumerate(targets)]
    return ((lost[0] + lost[1]) * known).sum() / 2


def step(net: Network, batch: Batch, drop: float, most: int) -> Tensor:
    """The loss of a batch of questions; gradients are left in the network."""
    made = net.prepared()
    order = chunks(batch, most)
    found = [net(*padded(batch, some), made, drop) for some in order]
    back = torch.from_numpy(np.argsort(np.concatenate(order)))
    total = torch.zeros(())
    for depth in net.exits:
        answers = torch.cat([one[depth][0] for one in found])[back]
        spans = [span_loss(batch, some, one[depth][1]) for some, one in zip(order, found, strict=True)]
        total = total + (1.0 if depth == max(net.exits) else 0.4) * losses(batch, answers, spans)
    total.backward()
    return total.detach()


@torch.no_grad()
def scores(net: Network, rows: Rows, most: int = 48) -> dict[int, tuple[np.ndarray, np.ndarray]]:
    """For each exit, log-odds and best span score over « none » of every pair."""
    net.eval()
    made = net.prepared()
    found = {depth: (np.zeros(len(rows.right)), np.zeros(len(rows.right))) for depth in net.exits}
    batch = gathered(rows, np.arange(len(rows.right)), 0, np.random.default_rng(1))
    for some in chunks(batch, most):
        for depth, (answers, spans) in net(*padded(batch, some), made, 0.0).items():
            found[depth][0][some] = answers.numpy()
            found[depth][1][some] = best_span(spans).numpy()
    net.train()
    return found


def best_span(spans: Tensor, longest: int = 40) -> Tensor:
    """Best start + end (end not before, within ``longest`` tokens), over the score of place 0."""
    start, end = spans[:, 1:, 0], spans[:, 1:, 1]
    best = torch.full((len(spans),), -1e4)
    for gap in range(min(longest, end.shape[1])):
        best = torch.maximum(best, (start[:, : start.shape[1] - gap] + end[:, gap:]).amax(1))
    return best - spans[:, 0].sum(1)


def figures(rows: Rows, answers: np.ndarray, source: int) -> str:
    """hit@1 and MRR among the candidates; refused without the right one when 5 % are refused with it."""
    ranks, with_it, without = [], [], []
    for members in rows.members:
        if rows.source[members[0]] != source:
            continue
        mine, right = answers[members], rows.right[members] > 0
        if right.all():
            continue
        ranks.append(int((mine[~right] >= mine[right].max()).sum()))
        with_it.append(mine.max())
        without.append(mine[~right].max())
    rank = np.array(ranks)
    refused = (np.array(without) < np.quantile(with_it, 0.05)).mean()
    return f"hit@1 {(rank < 1).mean():.3f} mrr {(1 / (rank + 1)).mean():.3f} refused {refused:.3f}"


def some_of(rows: Rows, every: int) -> Rows:
    """One question in ``every``."""
    members = rows.members[::every]
    kept = np.concatenate(members)
    parts = [(rows.bounds[pair], rows.bounds[pair + 1]) for pair in kept]
    lengths = [b - a for a, b in parts]
    flat = [getattr(rows, name)[kept] for name in ("right", "start", "end", "source", "group")]
    cuts = np.cumsum([len(one) for one in members])[:-1]
    return Rows(
        np.concatenate([rows.ids[a:b] for a, b in parts]),
        np.concatenate([rows.kinds[a:b] for a, b in parts]),
        np.concatenate([[0], np.cumsum(lengths)]),
        *flat,
        np.split(np.arange(len(kept)), cuts),
    )


def report(net: Network, tune: Rows, every: int = 1) -> None:
    rows = some_of(tune, every)
    for depth, (answers, spans) in scores(net, rows).items():
        for name, source in (("PIAF", 2), ("CNIL", 3), ("CDTN", 4)):
            said = f"{figures(rows, answers, source)} | by span {figures(rows, spans, source)}"
            print(f"  exit {depth} {name}: {said}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--invented-minutes", type=float, default=25)
    parser.add_argument("--real-minutes", type=float, default=25)
    parser.add_argument("--rank", type=int, default=32)
    parser.add_argument("--exits", default="6")
    parser.add_argument("--rate", type=float, default=8e-4)
    parser.add_argument("--questions", type=int, default=10)
    parser.add_argument("--most", type=int, default=8)
    parser.add_argument("--wrong", type=int, default=3, help="wrong passages of a question in a step")
    parser.add_argument("--crop", type=int, default=112, help="tokens of a passage among invented questions")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=1, help="threads of each worker")
    parser.add_argument("--port", type=int, default=29_517)
    parser.add_argument(
        "--share", type=float, default=0.25, help="share of invented questions among real ones"
    )
    parser.add_argument("--report-minutes", type=float, default=6)
    parser.add_argument("--resume", type=Path)
    given = parser.parse_args()
    if given.workers == 1:
        learn(0, given)
    else:
        multiprocessing.spawn(learn, (given,), given.workers)


def learn(worker: int, given: argparse.Namespace) -> None:
    """One of ``--workers`` processes of one thread each: on a busy machine two threads wait for one another."""
    os.setsid()  # schedulers that share the cores between sessions then see two of them
    os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(given.port)}
    distributed.init_process_group("gloo", rank=worker, world_size=given.workers)
    torch.manual_seed(1)
    torch.set_num_threads(given.threads)
    net = Network(given.rows / "base.npz", given.rank, tuple(map(int, given.exits.split(","))))
    if given.resume:
        net.load_state_dict(torch.load(given.resume, weights_only=True))
    net.train()
    print(sum(p.numel() for p in net.parameters()), "learned numbers", flush=True)
    tune = read(given.rows / "tune.npz")
    if given.invented_minutes:
        phase(
            net,
            [(read(given.rows / "invented.npz"), 1.0)],
            tune,
            given,
            given.invented_minutes,
            given.rate,
            0.0,
            given.crop,
        )
        torch.save(net.state_dict(), given.out.with_suffix(".invented.pt"))
    if given.real_minutes:
        mixed = [
            (read(given.rows / "train.npz"), 1 - given.share),
            (read(given.rows / "invented.npz"), given.share),
        ]
        phase(net, mixed, tune, given, given.real_minutes, given.rate * 0.6, 0.1, 0)
        torch.save(net.state_dict(), given.out)


def phase(
    net: Network,
    mixed: list[tuple[Rows, float]],
    tune: Rows,
    given: argparse.Namespace,
    minutes: float,
    rate: float,
    drop: float,
    crop: int,
) -> None:
    """Train for so many minutes; the rate rises for 5 % of them, then falls as a cosine."""
    decayed = [p for n, p in net.named_parameters() if n.startswith(("down", "up"))]
    free = [p for n, p in net.named_parameters() if not n.startswith(("down", "up"))]
    optimiser = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.02}, {"params": free, "weight_decay": 0.0}],
        lr=rate,
        betas=(0.9, 0.98),
    )
    chance = np.random.default_rng(distributed.get_rank())
    first = distributed.get_rank() == 0
    queues = [chance.permutation(len(rows)) for rows, _ in mixed]
    places = [0] * len(mixed)
    begun = last = time.time()
    count = pairs = 0
    mean = 0.0
    while True:
        passed = (time.time() - begun) / 60 / minutes
        now = rate * min(1.0, passed / 0.05) * (0.5 + 0.5 * math.cos(math.pi * passed)) + 1e-7
        for group in optimiser.param_groups:
            group["lr"] = now
        which = int(chance.choice(len(mixed), p=[share for _, share in mixed]))
        rows = mixed[which][0]
        if places[which] + given.questions > len(rows):
            queues[which], places[which] = chance.permutation(len(rows)), 0
        numbers = queues[which][places[which] : places[which] + given.questions]
        places[which] += given.questions
        optimiser.zero_grad()
        picked = np.concatenate([chosen(rows, n, given.wrong, chance) for n in numbers])
        lost = step(net, gathered(rows, picked, crop, chance), drop, given.most)
        if together(net, passed >= 1):
            break
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        count += 1
        pairs += len(picked)
        mean = 0.98 * mean + 0.02 * float(lost)
        if count % 25 == 0 and first:
            torch.save(net.state_dict(), given.out.with_suffix(".now.pt"))
            said = mean / (1 - 0.98**count)
            print(
                f"{passed:.2f} step {count} pairs {pairs} ({pairs / (time.time() - begun):.0f}/s) loss {said:.3f}",
                flush=True,
            )
        if first and time.time() - last > 60 * given.report_minutes:
            report(net, tune, 4)
            last = time.time()
    if first:
        report(net, tune, 4)


def together(net: Network, done: bool) -> bool:
    """The mean of all workers' gradients in each of them; True when one of them is done."""
    grads = [p.grad if p.grad is not None else torch.zeros_like(p) for p in net.parameters()]
    flat = torch.cat([*(grad.flatten() for grad in grads), torch.tensor([float(done)])])
    distributed.all_reduce(flat)
    flat /= distributed.get_world_size()
    for parameter, part in zip(net.parameters(), flat[:-1].split([g.numel() for g in grads]), strict=True):
        parameter.grad = part.view_as(parameter)
    return bool(flat[-1] > 0)


if __name__ == "__main__":
    main()
