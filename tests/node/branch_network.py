"""The network of a branch in one computer: hosts with a network, a name, a /etc/hosts and a /var/lib of their own, and
the cables between them, of which each can be cut, in one direction too, or be slow and lose what it carries.

A host is a set of Linux namespaces; a cable is a device whose frames this program carries by hand, so that neither a
packet filter nor a queue of the kernel is needed and what is cut is silent, as a pulled plug is: nobody is told."""

import errno
import fcntl
import heapq
import os
import random
import select
import struct
import subprocess
import sys
import threading
import time

TUNSETIFF = 0x400454CA
IFF_TAP, IFF_NO_PI = 0x0002, 0x1000
INSIDE = "SANTUN_TEST_INSIDE"


def skip(reason):
    print(f"1..0 # SKIP {reason}")
    sys.exit(0)


def enter():
    """Begins anew in namespaces of its own, which vanish with it; says clearly where that is not allowed."""
    if os.environ.get(INSIDE):
        return
    namespaces = ["--net", "--mount", "--uts", "--propagation", "private"]
    if os.geteuid() != 0:
        namespaces = ["--user", "--map-root-user"] + namespaces
    for tool in ("unshare", "nsenter", "ip"):
        if subprocess.run(["sh", "-c", f"command -v {tool}"], stdout=subprocess.DEVNULL).returncode != 0:
            skip(f"simulated hosts need {tool} (packages util-linux and iproute2)")
    trial = subprocess.run(["unshare", *namespaces, "sh", "-c",
                            "ip link set lo up && mount -t tmpfs none /mnt && exec 3<>/dev/net/tun"],
                           stderr=subprocess.PIPE, text=True)
    if trial.returncode != 0:
        skip("simulated hosts are not allowed here, neither namespaces nor a network device (root has both): "
             + " ".join(trial.stderr.split()))
    os.environ[INSIDE] = "1"
    os.execvp("unshare", ["unshare", *namespaces, sys.executable, *sys.argv])


class Host:
    """A simulated computer; what it runs ends with the test."""

    def __init__(self, name, number, folder, environment):
        self.name, self.number = name, number
        self.address = f"10.77.0.{number}"
        self.mac = bytes([2, 0, 0, 0, 0, number])
        self.home = os.path.join(folder, name, "home")
        self.var = os.path.join(folder, name, "lib")
        os.makedirs(self.home)
        os.makedirs(os.path.join(self.var, "santun"))
        self.environment = dict(environment, HOME=self.home)
        self.programs = []
        self.heart = subprocess.Popen(["unshare", "--net", "--mount", "--uts", "--propagation", "private",
                                       "sh", "-c", "echo; exec sleep infinity"], stdout=subprocess.PIPE)
        self.heart.stdout.readline()

    def command(self, line):
        return ["nsenter", f"--target={self.heart.pid}", "--net", "--mount", "--uts", f"--wd={self.home}", "sh", "-c",
                line]

    def start(self, line, **options):
        program = subprocess.Popen(self.command("exec " + line), env=self.environment, stdin=subprocess.DEVNULL,
                                   text=True, **options)
        self.programs.append(program)
        return program

    def run(self, line, seconds=120, **more):
        return subprocess.run(self.command(line), env=dict(self.environment, **more), stdin=subprocess.DEVNULL,
                              text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=seconds)

    def good(self, line, **more):
        done = self.run(line, **more)
        assert done.returncode == 0, f"{self.name}$ {line}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def path(self, path):
        """Where a file of this host's /var/lib lies for the test."""
        return os.path.join(self.var, os.path.relpath(path, "/var/lib"))

    def end(self):
        for program in self.programs + [self.heart]:
            if program.poll() is None:
                program.kill()
            program.wait()


class Network(threading.Thread):
    """All hosts at one switch. A cable between two of them has two directions, each with its own ailments."""

    def __init__(self, names, folder, environment):
        super().__init__(daemon=True)
        self.hosts = {name: Host(name, i + 1, folder, environment) for i, name in enumerate(names)}
        self.devices = {}
        self.ailments = {}
        self.waiting = []
        self.count = 0
        self.random = random.Random(20)
        names = "".join(f"{host.address} {host.name}\n" for host in self.hosts.values())
        for host in self.hosts.values():
            self.plug_in(host, "127.0.0.1 localhost\n" + names, folder)
        self.by_mac = {host.mac: host for host in self.hosts.values()}
        self.start()

    def plug_in(self, host, names, folder):
        device = f"kabel{host.number}"
        fd = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(fd, TUNSETIFF, struct.pack("16sH14x", device.encode(), IFF_TAP | IFF_NO_PI))
        self.devices[host.name] = fd
        hosts = os.path.join(folder, host.name, "hosts")
        with open(hosts, "w") as file:
            file.write(names)
        subprocess.run(["ip", "link", "set", device, "netns", str(host.heart.pid)], check=True)
        host.good(f"""set -e
            hostname {host.name}
            mount --bind {hosts} /etc/hosts
            mount --bind {host.var} /var/lib
            ip link set lo up
            ip link set {device} address {host.mac.hex(':')}
            ip addr add {host.address}/24 dev {device}
            ip link set {device} up""")

    # ---- Ailments; @loss is a share, @delay seconds

    def ail(self, one, other, loss=1.0, delay=0.0, both=True):
        self.ailments[one, other] = (loss, delay)
        if both:
            self.ailments[other, one] = (loss, delay)

    def isolate(self, name, but=()):
        for other in self.hosts:
            if other != name and other not in but:
                self.ail(name, other)

    def heal(self):
        self.ailments = {}

    # ---- The switch

    def run(self):
        poll = select.poll()
        names = {}
        for name, fd in self.devices.items():
            poll.register(fd, select.POLLIN)
            names[fd] = name
        while True:
            wait = max(0, self.waiting[0][0] - time.monotonic()) * 1000 if self.waiting else 1000
            for fd, _ in poll.poll(wait):
                self.drain(names[fd], fd)
            while self.waiting and self.waiting[0][0] <= time.monotonic():
                _, _, to, frame = heapq.heappop(self.waiting)
                self.deliver(to, frame)

    def drain(self, name, fd):
        for _ in range(64):
            try:
                frame = os.read(fd, 65536)
            except OSError as error:
                if error.errno != errno.EAGAIN:
                    time.sleep(0.01)  # the device is down
                return
            host = self.by_mac.get(frame[:6])
            for to in [host.name] if host else [other for other in self.hosts if other != name]:
                self.carry(name, to, frame)

    def carry(self, one, to, frame):
        loss, delay = self.ailments.get((one, to), (0.0, 0.0))
        if loss and self.random.random() < loss:
            return
        if not delay:
            self.deliver(to, frame)
            return
        self.count += 1
        heapq.heappush(self.waiting, (time.monotonic() + delay, self.count, to, frame))

    def deliver(self, to, frame):
        try:
            os.write(self.devices[to], frame)
        except OSError:
            pass  # its queue is full, or the device is down: lost, as on any network

    def end(self):
        for host in self.hosts.values():
            host.end()
