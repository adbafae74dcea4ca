#pragma once

#include <QProcessEnvironment>
#include <QStringList>

namespace mbtr::test {

struct CommandResult {
    int exitCode = -1; ///< -1: crashed, or not finished after a minute
    QString out;
    QString error;
};

/// Runs the real executable and waits for its end.
CommandResult runMbtr(const QStringList& arguments, const QByteArray& input = {},
                      const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment());

struct InterruptResult {
    bool wasRunning = false; ///< false: it had finished before the signal
    bool endedBySignal = false;
    qint64 milliseconds = 0; ///< from the signal to the end
};

/// Starts the real executable and sends it what Ctrl+C sends (SIGINT) after `delay` milliseconds.
InterruptResult interruptMbtr(const QStringList& arguments, int delay);

} // namespace mbtr::test
