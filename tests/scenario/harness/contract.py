# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of the contract that tests go through row by row: metrics, their label values, log events, strategies."""

BUCKETS = [".00005", ".0001", ".00025", ".0005", ".001", ".0025", ".005", ".01", ".025", ".05", ".1", ".25", ".5", "1",
           "2.5", "5", "10", "+Inf"]

# name, type, label names of every series
SERVICE, BACKEND = {"service"}, {"service", "backend"}
METRICS = [
    ("lbfy_build_info", "gauge", {"version", "qt_version"}),
    ("lbfy_connections_total", "counter", set()),
    ("lbfy_connections_active", "gauge", set()),
    ("lbfy_service_connections_total", "counter", SERVICE),
    ("lbfy_service_connections_active", "gauge", SERVICE),
    ("lbfy_service_connections_limit", "gauge", SERVICE),
    ("lbfy_connections_shed_total", "counter", SERVICE | {"reason"}),
    ("lbfy_connections_closed_total", "counter", SERVICE | {"reason"}),
    ("lbfy_strategy_info", "gauge", SERVICE | {"strategy"}),
    ("lbfy_config_reloads_total", "counter", {"result"}),
    ("lbfy_backend_up", "gauge", BACKEND),
    ("lbfy_backend_state", "gauge", BACKEND | {"state"}),
    ("lbfy_backend_connections_active", "gauge", BACKEND),
    ("lbfy_backend_connections_total", "counter", BACKEND),
    ("lbfy_backend_connect_failures_total", "counter", BACKEND | {"reason"}),
    ("lbfy_backend_retries_total", "counter", BACKEND),
    ("lbfy_backend_bytes_total", "counter", BACKEND | {"direction"}),
    ("lbfy_backend_latency_ewma_seconds", "gauge", BACKEND),
    ("lbfy_backend_cost", "gauge", BACKEND),
    ("lbfy_backend_connect_seconds", "histogram", BACKEND),
    ("lbfy_backend_turn_seconds", "histogram", BACKEND),
    ("lbfy_backend_health_checks_total", "counter", BACKEND | {"result"}),
    ("lbfy_backend_health_check_seconds", "histogram", BACKEND),
    ("lbfy_backend_ejections_total", "counter", BACKEND),
    ("lbfy_backend_weight", "gauge", BACKEND),
    ("lbfy_backend_selections_total", "counter", BACKEND),
    ("lbfy_log_dropped_total", "counter", set()),
    ("lbfy_worker_loop_lag_seconds", "histogram", {"worker"}),
    ("process_cpu_seconds_total", "counter", set()),
    ("process_resident_memory_bytes", "gauge", set()),
    ("process_virtual_memory_bytes", "gauge", set()),
    ("process_open_fds", "gauge", set()),
    ("process_max_fds", "gauge", set()),
    ("process_start_time_seconds", "gauge", set()),
]

# The closed sets of label values: every one is there from the start, at 0.
VALUES = [
    ("lbfy_connections_shed_total", "reason", "max_connections no_backend fd_limit"),
    ("lbfy_connections_closed_total", "reason",
     "client_closed backend_closed client_reset backend_reset connect_failed idle_timeout half_close_timeout "
     "proxy_header drained killed shutdown"),
    ("lbfy_config_reloads_total", "result", "success error"),
    ("lbfy_backend_state", "state", "up down ejected drain disabled"),
    ("lbfy_backend_connect_failures_total", "reason", "refused timeout unreachable reset local"),
    ("lbfy_backend_bytes_total", "direction", "to_backend to_client"),
    ("lbfy_backend_health_checks_total", "result", "success failure"),
]

# Log events with stable names, and the fields of those that promise some.
EVENTS = ("starting listening metrics_listening backend_up backend_down backend_ejected backend_restored "
          "strategy_changed config_reloaded config_rejected connection_closed connection_shed accept_paused draining "
          "stopped").split()
EVENT_FIELDS = {
    "connection_closed": set("id service client backend strategy attempts connect_s first_byte_s duration_s turns "
                             "bytes_to_backend bytes_to_client reason".split()),
    "connection_shed": {"service", "client", "reason"},
}

STRATEGIES = ["latency-aware", "least-connections", "random", "round-robin", "source-hash"]


def values_of(metric, label):
    """The closed set of a label's values."""
    (found,) = [values for name, its, values in VALUES if (name, its) == (metric, label)]
    return found.split()
