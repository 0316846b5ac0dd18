"""The Spark that tests ask: in this process's own machine, with what makes many small questions quick."""

import os
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
from pyspark.sql import DataFrame, SparkSession
from tests.spark import java

SETTINGS: Mapping[str, str] = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "3g",
    # Java as it starts quickest: plans are compiled once and run once here.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.log.level": "ERROR",
    # Else every expression asks Java several times where it was written.
    "spark.python.sql.dataFrameDebugging.enabled": "false",
    # Plans over small frames are not worth planning again after each of their stages; one test has it on.
    "spark.sql.adaptive.enabled": "false",
    # Days are civil dates: what the clock shows somewhere must not matter.
    "spark.sql.session.timeZone": "America/St_Johns",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}

Types = Mapping[str, str]
"""Of each column: int, bool, text or date."""
_ARROW = {"int": pa.int64(), "bool": pa.bool_(), "text": pa.string(), "date": pa.date32()}
_SPARK = {"int": "bigint", "bool": "boolean", "text": "string", "date": "date"}


def started(folder: Path) -> SparkSession:
    """Start Spark, or give the one that runs; a program that starts Java may be left in a folder."""
    os.environ["JAVA_HOME"] = str(java.home_for_spark(os.environ, folder))
    builder = SparkSession.builder.master("local[2]").appName("intra-core")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def table(columns: Mapping[str, object], types: Types) -> pa.Table:
    """Lay columns out for Arrow."""
    return pa.table({name: pa.array(told, _ARROW[types[name]]) for name, told in columns.items()})


def stored(spark: SparkSession, file: Path, made: pa.Table, types: Types) -> DataFrame:
    """Give a table as Spark reads it from a file. To know the types it needs no job."""
    pyarrow.parquet.write_table(made, file)
    schema = ", ".join(f"`{name.replace('`', '``')}` {_SPARK[types[name]]}" for name in made.column_names)
    return spark.read.schema(schema).parquet(str(file))
