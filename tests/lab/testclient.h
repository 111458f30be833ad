// SPDX-License-Identifier: GPL-3.0-or-later
//
// A plain blocking client, and how to wait for what happens in a backend's thread. Every wait has a deadline that only
// matters when a test fails.

#pragma once

#include "core/lab/testbackend.h"
#include "core/proxy/descriptor.h"
#include "core/proxy/socketaddress.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lbfy {

class TestClient
{
public:
    explicit TestClient(const SocketAddress &address);

    bool connected() const { return m_error == 0; }
    int error() const { return m_error; } ///< errno of the connect, or of what failed last
    int fd() const { return m_fd.get(); }

    /// True if the kernel took all of it.
    bool send(std::string_view text);
    void finish(); ///< a FIN
    void reset(); ///< closes with a reset
    /// Exactly so many bytes, or fewer at the end of the stream, an error or the deadline.
    std::string read(std::size_t bytes);
    /// Everything until the end; error() is 0 after a FIN, ECONNRESET after a reset.
    std::string readToEnd();
    /// What has come without waiting.
    bool hasBytes() const;

private:
    Descriptor m_fd;
    int m_error = 0;
};

/// A backend on a free port that is up.
std::unique_ptr<TestBackend> startBackend(const BackendBehaviour &behaviour = {}, std::uint64_t seed = 1);

/// True once it holds; false after the deadline.
bool eventually(const std::function<bool()> &condition);

} // namespace lbfy
