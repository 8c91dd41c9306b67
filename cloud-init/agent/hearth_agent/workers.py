"""The threads around the loop: each waits for something and hands its news to the loop."""

import threading
import time

from .azure import Queue, Storage
from .bell import Bell
from .core import events
from .health import Health
from .notices import watch_forever
from .orders import poll_forever
from .spool import send_forever
from .web import Trouble


class Workers:
    """Started once; they end with the agent."""

    def __init__(self, config, parts, post):
        self._config, self._parts, self._post = config, parts, post
        self._health = Health(config.state)

    def start(self):
        """Sends events and rings, polls the inbox, watches for notices, tells heartbeats, makes backups."""
        config, parts = self._config, self._parts
        storage = Storage(parts.web, parts.identity, config.queueServiceUri)
        bell = Bell(parts.web, config.bellUri, config.server, parts.inbox, parts.log)
        self._thread(self._send, Queue(storage, config.eventsQueue), bell)
        if config.bellUri:
            self._thread(bell.ring_forever, parts.ended)
        self._thread(self._poll, Queue(storage, config.inboxQueue))
        self._thread(self._watch)
        self._thread(self._heartbeats)
        if config.backupMinutes and parts.backups:
            self._thread(self._scheduled_backups)

    def _thread(self, work, *arguments):
        threading.Thread(target=work, args=arguments, daemon=True).start()

    def _send(self, queue, bell):
        parts = self._parts
        send_forever(parts.spool, queue, lambda: parts.inbox.key, parts.ended, parts.log, bell.accepted, self._vm_id)

    def _vm_id(self):
        """Azure's id of this machine; without one the events are taken as they were before they said it."""
        try:
            return self._config.vmId or self._parts.identity.machine()[1]
        except Trouble:
            return ""

    def _poll(self, queue):
        parts = self._parts

        def news():
            self._post(parts.inbox.greeting())

        poll_forever(queue, parts.inbox, parts.ended, self._config.inboxSeconds, news, parts.log)

    def _watch(self):
        parts, config = self._parts, self._config

        def vm_name():
            return config.vmName or parts.identity.machine()[0]

        def told(notice):
            self._post(events.Noticed(notice.event, notice.kind, notice.seconds))

        watch_forever(parts.notices, vm_name, parts.ended, config.eventsSeconds, told, parts.log)

    def _heartbeats(self):
        parts = self._parts
        while not parts.ended.wait(self._config.heartbeatSeconds):
            parts.world.remember()
            parts.updates.settle()
            parts.updates.look()
            if parts.hold and parts.world.is_played():
                parts.hold.let_go()
            if parts.inbox.greeted:
                asked = time.time()
                self._post(events.Beat(parts.talk.evidence(), self._health.look(), asked))

    def _scheduled_backups(self):
        while not self._parts.ended.wait(self._config.backupMinutes * 60):
            self._post(events.BackupDue())
