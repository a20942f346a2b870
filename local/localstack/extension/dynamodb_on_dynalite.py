"""LocalStack's own DynamoDB, with dynalite where it would download and start Amazon's DynamoDB Local.

Chosen with PROVIDER_OVERRIDE_DYNAMODB=dynalite; DYNAMODB_LOCAL_PORT says where dynalite listens. LocalStack answers itself
what DynamoDB Local does not know either (time to live, point-in-time recovery, tags) and hands on the rest.
"""

from localstack.aws.forwarder import HttpFallbackDispatcher
from localstack.services.dynamodb.provider import DynamoDBProvider
from localstack.services.dynamodb.server import DynamodbServer
from localstack.services.plugins import Service, aws_provider


class RunningServer(DynamodbServer):
    """A server that somebody else started, and will stop."""

    def start_dynamodb(self) -> bool:
        self._started.set()
        self.check_dynamodb()
        return False

    def stop_dynamodb(self) -> None:
        pass


class DynaliteProvider(DynamoDBProvider):
    @staticmethod
    def _new_dynamodb_server() -> DynamodbServer:
        from localstack import config

        return RunningServer(config.DYNAMODB_LOCAL_PORT, host="127.0.0.1")


@aws_provider(api="dynamodb", name="dynalite")
def dynamodb_on_dynalite():
    return Service.for_provider(
        DynaliteProvider(),
        dispatch_table_factory=lambda provider: HttpFallbackDispatcher(provider, provider.get_forward_url),
    )
