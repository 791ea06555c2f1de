"""A run over many files: one file in, one report out, here, in several processes or on a cluster.

- `task`: what is to be done with one file, and what came of it. `job` does it: `checking` an article, or `mending` it
  where fixes are asked for. `writing`: the file is written.
- `run`: many tasks on an executor, in batches. `retrying`: what becomes of a batch that fails or is stopped.
- `executor`: the shape of an executor, and this process as one. `workers`: several processes, with `worker_process` in
  each. `cluster`: Dask, with `cluster_worker` at the other end and `in_thread` for a connection that may hang.
- `cache`: reports of unchanged files. `wire`: reports as bytes, for the cache and between processes.
- `decision_indexes`: the decisions files of a run. `following`: decisions that move along with fixes.
  `former_names`: no fixes in an article while its decisions still have its old name.
- `reserve`: room for what has to be done when all memory is used up.
- `article_files`: articles beside their originals, for the glossary's commands.
"""
