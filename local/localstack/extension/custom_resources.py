"""Custom resources of CloudFormation, which LocalStack carries out with a licence only.

Without one, LocalStack reports a custom resource complete and calls nobody. Here its function is called as AWS does it: with
an event, an address to PUT the answer to, and the time that the template allows. What it answers are the attributes.
"""

import json
import uuid
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NoAnswer

from localstack import config
from localstack.http import Response
from localstack.services.cloudformation.resource_provider import (
    CloudFormationResourceProviderPlugin,
    OperationStatus,
    ProgressEvent,
    ResourceProvider,
    ResourceRequest,
)
from localstack.services.edge import ROUTER
from localstack.services.lambda_.networking import get_main_endpoint_from_container
from localstack.utils.objects import singleton_factory

PATH = "/_aws/cloudformation/custom-resource-answers"
# As in AWS.
LONGEST_SECONDS = 3600


class CustomResourcePlugin(CloudFormationResourceProviderPlugin):
    name = "AWS::CloudFormation::CustomResource"

    def __init__(self):
        self.factory: type[ResourceProvider] | None = None

    def load(self):
        self.factory = CustomResourceProvider


class Answers:
    """What the functions PUT, each to an address of its own."""

    def __init__(self):
        self._awaited: dict[str, Future] = {}
        ROUTER.add(f"{PATH}/<token>", self._take, methods=["PUT"])

    def expect(self) -> tuple[str, Future]:
        token, answer = uuid.uuid4().hex, Future()
        self._awaited[token] = answer
        # By the address that functions know, wherever they run.
        host = f"{get_main_endpoint_from_container()}:{config.GATEWAY_LISTEN[0].port}"
        return f"http://{host}{PATH}/{token}", answer

    def _take(self, request, token: str) -> Response:
        answer = self._awaited.pop(token, None)
        if answer is None:
            return Response(status=403)
        answer.set_result(json.loads(request.data))
        return Response(status=200)


@singleton_factory
def answers() -> Answers:
    return Answers()


class CustomResourceProvider(ResourceProvider):
    TYPE = "AWS::CloudFormation::CustomResource"
    SCHEMA = {"typeName": TYPE, "primaryIdentifier": ["/properties/PhysicalResourceId"]}

    def create(self, request: ResourceRequest) -> ProgressEvent:
        return ask(request, "Create", request.desired_state)

    def update(self, request: ResourceRequest) -> ProgressEvent:
        return ask(request, "Update", request.desired_state, request.previous_state)

    def delete(self, request: ResourceRequest) -> ProgressEvent:
        return ask(request, "Delete", request.desired_state, request.desired_state)


def ask(request: ResourceRequest, kind: str, properties: dict, before: dict | None = None) -> ProgressEvent:
    url, answer = answers().expect()
    event = {
        "RequestType": kind,
        "RequestId": str(uuid.uuid4()),
        "ResponseURL": url,
        "StackId": request.stack_id,
        "LogicalResourceId": request.logical_resource_id,
        "ResourceType": request.resource_type,
        "ResourceProperties": properties,
    }
    if before is not None:
        event |= {"PhysicalResourceId": before["PhysicalResourceId"], "OldResourceProperties": before}
    request.aws_client_factory.lambda_.invoke(
        FunctionName=properties["ServiceToken"], InvocationType="Event", Payload=json.dumps(event)
    )
    try:
        said = answer.result(int(properties.get("ServiceTimeout", LONGEST_SECONDS)))
    except NoAnswer:
        said = {"Status": "FAILED", "Reason": "CloudFormation did not receive a response from your Custom Resource"}
    if said["Status"] != "SUCCESS":
        return ProgressEvent(OperationStatus.FAILED, resource_model={}, message=said.get("Reason"))
    model = properties | said.get("Data", {}) | {"PhysicalResourceId": said["PhysicalResourceId"]}
    return ProgressEvent(OperationStatus.SUCCESS, resource_model=model)
