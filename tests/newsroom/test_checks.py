"""What `manage.py check --deploy` says of the site's server and of the edge before it."""

from django.test import SimpleTestCase, override_settings

from newsroom import checks


class ServerTests(SimpleTestCase):
    def test_a_server_that_strangers_reach_is_told(self):
        for public in ("0.0.0.0:8000", ":8000", "[::]:8000", "8.8.8.8:80", "8000"):
            with override_settings(WEB_BIND=public):
                (warning,) = checks.public_server(None)
                self.assertIn(public, warning.msg)
        for own in ("127.0.0.1:8000", "10.0.0.7:8000", "localhost:8000", "[::1]:8000", "fd://3"):
            with override_settings(WEB_BIND=own):
                self.assertEqual(checks.public_server(None), [])


@override_settings(
    EDGE_URLS=["http://127.0.0.1:6081"], HTTPS=True, SECURE_PROXY_SSL_HEADER=("X", "https")
)
class EdgeTests(SimpleTestCase):
    def test_a_secret_that_can_be_guessed_is_told(self):
        for secret, number in (("secret" * 5, 1), ("Ab3_dE6fGh9-jKlMnOpQrStU", 0)):
            with override_settings(EDGE_SECRET=secret):
                self.assertEqual(len(checks.edge_secret(None)), number)

    def test_a_site_that_does_not_believe_its_edge_is_told(self):
        self.assertEqual(checks.untrusted_edge(None), [])
        with override_settings(SECURE_PROXY_SSL_HEADER=None):
            self.assertEqual(len(checks.untrusted_edge(None)), 1)

    def test_without_an_edge_nothing_is_said_of_it(self):
        with override_settings(EDGE_URLS=[], EDGE_SECRET="", SECURE_PROXY_SSL_HEADER=None):
            self.assertEqual(checks.edge_secret(None) + checks.untrusted_edge(None), [])
