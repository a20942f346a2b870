"""Functions as processes of this machine, where LocalStack would start a container for each.

Chosen with LAMBDA_RUNTIME_EXECUTOR=process. An execution environment is a Node process of its own, with the function's
settings for an environment and nothing else; it runs ../function-process.ts and takes one invocation at a time, as in
Lambda. What is not done in its time is killed, and the next invocation starts anew.
"""

import io
import json
import logging
import os
import select
import subprocess
import tempfile
import time
from concurrent.futures import CancelledError
from pathlib import Path

from localstack import config
from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
from localstack.services.lambda_.invocation.lambda_models import FunctionVersion, InvocationResult
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

LOG = logging.getLogger(__name__)
HOST = "127.0.0.1"
RUNTIME = Path(__file__).resolve().parent.parent / "function-process.ts"


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    name = "process"

    def load(self, *args, **kwargs):
        return ProcessExecutor


class Gone(Exception):
    """The process has ended."""


class TimedOut(Exception):
    """The process did not answer in time, and was killed."""


class ProcessExecutor(RuntimeExecutor):
    def __init__(self, id: str, function_version: FunctionVersion) -> None:
        super().__init__(id, function_version)
        self._env: dict[str, str] = {}
        self._process: subprocess.Popen | None = None
        self._answers: io.FileIO | None = None
        self._unread = b""
        self._stopped = False
        # A file, and not a pipe: when the answer is there, so is all that was said before it.
        self._log = tempfile.TemporaryFile(buffering=0)

    @classmethod
    def prepare_version(cls, function_version: FunctionVersion) -> None:
        function_version.config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version: FunctionVersion) -> None:
        pass

    def get_address(self) -> str:
        return HOST

    def get_endpoint_from_executor(self) -> str:
        return HOST

    def get_runtime_endpoint(self) -> str:
        return f"http://{HOST}:{config.GATEWAY_LISTEN[0].port}"

    def start(self, env_vars: dict[str, str]) -> None:
        code = self.function_version.config.code.get_unzipped_code_location()
        own = {"PATH": os.environ["PATH"], "LAMBDA_TASK_ROOT": str(code), "TZ": "UTC"}
        self._env = {name: str(value) for name, value in env_vars.items()} | own
        self._spawn()

    def stop(self) -> None:
        self._stopped = True
        self._kill()

    def get_logs(self) -> str:
        return self._said_since(0)

    def invoke(self, payload: dict[str, str]) -> InvocationResult:
        request_id = payload["invoke-id"]
        said_before = self._log_size()
        self._say(f"START RequestId: {request_id} Version: {self.function_version.id.qualifier}")
        started = time.monotonic()
        answer = self._answer(payload)
        taken_ms = (time.monotonic() - started) * 1000
        self._say(f"END RequestId: {request_id}")
        self._say(f"REPORT RequestId: {request_id}\tDuration: {taken_ms:.2f} ms")
        failed = answer.get("failed")
        return InvocationResult(
            request_id=request_id,
            payload=(json.dumps(failed) if failed else answer["done"]).encode(),
            is_error=failed is not None,
            logs=self._said_since(said_before),
        )

    def _answer(self, payload: dict[str, str]) -> dict:
        seconds = self.function_version.config.timeout
        try:
            if self._process is None:
                self._spawn()
            self._send(payload | {"deadline": (time.time() + seconds) * 1000})
            return self._receive(seconds)
        except StatusErrorException as unusable:
            return {"failed": json.loads(unusable.payload)}
        except TimedOut:
            return self._cut_off(payload, "Sandbox.Timedout", f"Task timed out after {seconds:.2f} seconds")
        except Gone as gone:
            if self._stopped:
                raise CancelledError from gone
            return self._cut_off(payload, "Runtime.ExitError", "Runtime exited without providing a reason")

    def _cut_off(self, payload: dict[str, str], kind: str, why: str) -> dict:
        message = f"RequestId: {payload['invoke-id']} Error: {why}"
        self._say(message)
        return {"failed": {"errorType": kind, "errorMessage": message}}

    def _spawn(self) -> None:
        """Starts the process, and waits until it has loaded its handler or says why it cannot."""
        ours, theirs = os.pipe()
        self._answers, self._unread = io.FileIO(ours, "r"), b""
        # What Node takes beside its heap comes on top of it, so this bounds what grows, and no more.
        heap = f"--max-old-space-size={self.function_version.config.memory_size}"
        self._process = subprocess.Popen(
            ["node", heap, str(RUNTIME), str(theirs)],
            env=self._env,
            cwd=self._env["LAMBDA_TASK_ROOT"],
            stdin=subprocess.PIPE,
            stdout=self._log,
            stderr=self._log,
            pass_fds=[theirs],
        )
        os.close(theirs)
        try:
            unusable = self._receive(config.LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT).get("failed")
        except (Gone, TimedOut) as ended:
            unusable = {"errorType": "Runtime.ExitError", "errorMessage": f"not started: {ended}"}
        if unusable:
            LOG.warning("%s cannot be loaded: %s", self.function_version.id.function_name, unusable)
            self._kill()
            raise StatusErrorException("The function cannot be loaded", json.dumps(unusable).encode())

    def _send(self, message: dict) -> None:
        try:
            self._process.stdin.write(json.dumps(message).encode() + b"\n")
            self._process.stdin.flush()
        except (OSError, AttributeError) as broken:
            self._kill()
            raise Gone from broken

    def _receive(self, seconds: float) -> dict:
        """A line of what the process answers."""
        deadline = time.monotonic() + seconds
        answers = self._answers
        while b"\n" not in self._unread:
            ready, _, _ = select.select([answers], [], [], max(0, deadline - time.monotonic()))
            part = answers.read(1 << 20) if ready else b""
            if not part:
                self._kill()
                raise Gone("it ended") if ready else TimedOut("its time was up")
            self._unread += part
        line, self._unread = self._unread.split(b"\n", 1)
        return json.loads(line)

    def _kill(self) -> None:
        """Its pipes close with the last reference to them: another thread may be reading."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()

    def _say(self, line: str) -> None:
        self._log.write(f"{line}\n".encode())

    def _log_size(self) -> int:
        return os.fstat(self._log.fileno()).st_size

    def _said_since(self, start: int) -> str:
        return os.pread(self._log.fileno(), self._log_size() - start, start).decode(errors="replace")
