"""The policy that goes with every page."""

from dashboard.access.security_headers import content_policy, script_hash


def test_the_policy_names_no_other_host_and_no_script_that_is_made_of_words() -> None:
    policy = content_policy(["a", "b"])
    assert (
        "unsafe-eval" not in policy and "http:" not in policy and "https:" not in policy and "*" not in policy
    )
    scripts = policy.split("script-src ")[1].split(";")[0]
    assert scripts == f"'self' blob: {script_hash('a')} {script_hash('b')}"
    # openssl dgst -sha256 -binary <<< of the letter a without its line end, by base64
    assert script_hash("a") == "'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='"
    for said_too in ("default-src 'none'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'self'"):
        assert said_too in policy
