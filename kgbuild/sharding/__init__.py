"""Past one machine: work as files. A plan is cut into shards, any scheduler runs them, one gathers them.

A shard is files in, files out: a list of inputs, and Parquet tables of what was read in them, with a marker once it
is done. Nothing else passes between machines, so that whatever starts processes can be the scheduler.
"""

from kgbuild.sharding.gathering import gather
from kgbuild.sharding.planning import plan
from kgbuild.sharding.plans import Plan, read_plan
from kgbuild.sharding.running import run
from kgbuild.sharding.states import State, states

__all__ = ["Plan", "State", "gather", "plan", "read_plan", "run", "states"]
