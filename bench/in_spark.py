"""One measure on Spark against the same query in its SQL: `in_spark.py FILE QUERY`, in the environment of Spark.

The query reads the table `applications`, which is the Parquet file, kept in memory; starting Spark is not timed.
"""

import os
import sys
import tempfile
from pathlib import Path

import yardstick
from pyspark.sql import DataFrame, SparkSession
from timing import in_turn, tell

from intra_core.assessment.columnar import assess_frame

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.spark import java


def written(answer: DataFrame) -> None:
    """Work an answer out whole, and leave it nowhere."""
    answer.write.format("noop").mode("overwrite").save()


def main() -> None:
    """Measure."""
    file, query = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JAVA_HOME"] = str(java.home_for_spark(os.environ, Path(folder)))
        builder = SparkSession.builder.master("local[*]").config("spark.driver.memory", "4g")
        for name in ("spark.ui.enabled", "spark.ui.showConsoleProgress"):
            builder = builder.config(name, "false")
        spark = builder.config("spark.log.level", "ERROR").getOrCreate()
        table = spark.read.parquet(file).cache()
        table.createOrReplaceTempView("applications")
        measure = yardstick.measure(yardstick.OVER_COLUMNS)
        mine = assess_frame(table, measure, on=yardstick.ON, columns=yardstick.FACTS, keep=["id"])
        names = [f"`{measure.id}.{each}`" for each in yardstick.ANSWERS]
        mine = mine.select("id", *names)
        theirs = spark.sql(query)
        both = [each.toArrow().sort_by("id") for each in (mine, theirs)]
        assert both[0].rename_columns(both[1].column_names).equals(both[1]), "the answers differ"
        seconds, ratio = in_turn(lambda: written(mine), lambda: written(theirs))
        work = f"one measure, {len(both[0]) // 1_000_000} M rows, 10% missing, Spark {spark.version}"
        tell(work, f"{seconds * 1e3:7.1f} ms, {ratio:5.2f} x by hand in SQL", ratio, at_most=1.5)
        spark.stop()


if __name__ == "__main__":
    main()
