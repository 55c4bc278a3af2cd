"""scikit-learn's random forest on what bench/forest.ts wrote: CPU seconds of the fit on one core, and the probabilities."""
import json
import sys
import time

import numpy as np
from sklearn.ensemble import RandomForestClassifier

directory = sys.argv[1]
facts = json.load(open(f"{directory}/facts.json"))
categorical = np.array(facts["categorical"])


def columns(name, rows):
    """The columns and, last, the target. Categories become a column each: scikit-learn knows numbers only."""
    data = np.fromfile(f"{directory}/{name}.bin").reshape(len(categorical) + 1, rows)
    parts = []
    for column, is_category, kinds in zip(data, categorical, facts["kinds"]):
        parts.append((column[:, None] == np.arange(kinds)) if is_category else column[:, None])
    return np.hstack(parts).astype(np.float32), data[-1]


x, y = columns("train", facts["train"])
tested, _ = columns("test", facts["test"])
forest = RandomForestClassifier(
    n_estimators=facts["trees"],
    min_samples_leaf=facts["minLeaf"],
    max_features=facts["mtry"] if not categorical.any() else "sqrt",
    random_state=facts["seed"],
    n_jobs=1,
)
wall, cpu = time.perf_counter(), time.process_time()
forest.fit(x, y)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
forest.predict_proba(tested)[:, 1].tofile(f"{directory}/predicted.bin")
json.dump({"wall": wall, "cpu": cpu}, sys.stdout)
