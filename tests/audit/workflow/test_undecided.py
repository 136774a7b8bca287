import polars as pl

from audit.workflow.present import IS_UNDECIDED


def test_only_a_name_that_stays_within_its_article_is_undecided():
    actors = pl.DataFrame(
        {
            "actor_id": ["person/a1/clinton", "organisation/a1/government", "unnamed/a1/aide", "hillary-clinton"],
            "named": [True, True, False, True],
            "names": [["Clinton"], [], [], ["Hillary Clinton"]],
        }
    )
    assert actors.filter(IS_UNDECIDED)["actor_id"].to_list() == ["person/a1/clinton"]
