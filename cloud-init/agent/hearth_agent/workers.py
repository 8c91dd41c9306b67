"""The threads around the loop: each waits for something and hands its news to the loop."""

import threading

from .azure import Queue, Storage
from .notices import watch_forever
from .orders import poll_forever
from .spool import send_forever


class Workers:
    """Started once; they end with the agent."""

    def __init__(self, agent):
        self._agent, self._config = agent, agent.config

    def start(self):
        """Sends events, polls the inbox, watches for notices, tells heartbeats, makes backups."""
        agent, config = self._agent, self._config
        storage = Storage(agent.web, agent.identity, config.queueServiceUri)
        self._thread(self._send, Queue(storage, config.eventsQueue))
        self._thread(self._poll, Queue(storage, config.inboxQueue))
        self._thread(self._watch)
        self._thread(self._heartbeats)
        if config.backupMinutes and agent.backups:
            self._thread(self._scheduled_backups)

    def _thread(self, work, *arguments):
        threading.Thread(target=work, args=arguments, daemon=True).start()

    def _send(self, events):
        agent = self._agent
        send_forever(agent.spool, events, lambda: agent.store.get("hello")["key"], agent.ended, agent.log)

    def _poll(self, orders):
        agent = self._agent

        def news():
            agent.post(agent.handler.greet)

        poll_forever(orders, agent.inbox, agent.ended, self._config.inboxSeconds, news, agent.log)

    def _watch(self):
        agent = self._agent

        def told(notice):
            agent.post(lambda: agent.eviction.notice(notice))

        watch_forever(agent.notices, agent.vm_name, agent.ended, self._config.eventsSeconds, told, agent.log)

    def _heartbeats(self):
        agent = self._agent
        while not agent.ended.wait(self._config.heartbeatSeconds):
            if agent.store.get("hello"):
                agent.report("heartbeat", evidence=agent.gather(), health=agent.health.look())

    def _scheduled_backups(self):
        agent = self._agent
        while not agent.ended.wait(self._config.backupMinutes * 60):
            if agent.attached and not agent.stop.now:
                agent.keeper.back_up()
