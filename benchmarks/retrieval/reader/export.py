"""Write what training learned as the file that Levier ships: ``python export.py ROWS TRAINED.pt reader.npz``.

Numpy and torch only; ``prepare`` wrote the known pairs in ROWS.
"""

import sys
from pathlib import Path

import numpy as np
import torch
from network import PRODUCTS, Network


def main() -> None:
    rows, trained, out = map(Path, sys.argv[1:4])
    state = torch.load(trained, weights_only=True)
    depths = sorted(
        int(name.split(".")[1])
        for name in state
        if name.startswith("heads.") and name.endswith("answers.bias")
    )
    rank = next(value.shape[0] for name, value in state.items() if name.startswith("down."))
    net = Network(rows / "base.npz", rank, tuple(depths))
    net.load_state_dict(state)
    net.eval()
    arrays = {"kinds": net.kinds}
    for layer in range(max(depths)):
        for name in PRODUCTS:
            arrays[f"l{layer}.{name}.up"] = net.up[f"l{layer}_{name}"]
            arrays[f"l{layer}.{name}.down"] = net.down[f"l{layer}_{name}"]
            arrays[f"l{layer}.{name}.b"] = net.small[f"l{layer}_{name}_b"]
        for name in ("aln.w", "aln.b", "oln.w", "oln.b"):
            arrays[f"l{layer}.{name}"] = net.small[f"l{layer}_{name.replace('.', '_')}"]
    arrays["emb.ln.w"], arrays["emb.ln.b"] = net.small["norm_w"], net.small["norm_b"]
    heads = net.heads[str(max(depths))]
    for head, name in (("answers", "answers"), ("span", "spans")):
        arrays[f"{name}.w"], arrays[f"{name}.b"] = heads[head].weight, heads[head].bias
    stored = {name: value.detach().numpy().astype(np.float16) for name, value in arrays.items()}
    stored["known"] = known(net, rows)
    np.savez_compressed(out, **stored)
    print(out, out.stat().st_size, "bytes; known", stored["known"])


@torch.no_grad()
def known(net: Network, rows: Path) -> np.ndarray:
    """Log-odds of the pairs that set-up verifies."""
    stored = np.load(rows / "known.npz")
    made = net.prepared()
    found = []
    for number in range(2):
        ids, kinds = (torch.from_numpy(stored[f"{name}{number}"])[None, :] for name in ("ids", "kinds"))
        found.append(net(ids, kinds, torch.ones_like(ids, dtype=torch.bool), made, 0.0)[max(net.exits)][0][0])
    return torch.stack(found).numpy().astype(np.float32)


if __name__ == "__main__":
    main()
