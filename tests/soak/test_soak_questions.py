"""Every question against its second implementation on a hundred generated trusts, of which the suite makes two a run."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.edition.generated_trusts import GeneratedTrust, generated_trusts
from tests.edition.test_questions_against_python import answers_what_loops_count

TRUSTS = 100


@pytest.mark.timeout(7200)
@settings(
    max_examples=TRUSTS,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(generated=generated_trusts(), data=st.data())
def test_every_question_answers_what_loops_count_in_any_trust(
    generated: GeneratedTrust, data: st.DataObject
) -> None:
    answers_what_loops_count(generated, data)
