#include "tests/support/run_mbtr.h"

#include <QElapsedTimer>
#include <QProcess>
#include <csignal>

namespace mbtr::test {

namespace {

const QString kProgram = QStringLiteral(MBTR_BINARY_DIR "/bin/mbtr");
constexpr int kLongest = 60000; // milliseconds

} // namespace

CommandResult runMbtr(const QStringList& arguments, const QByteArray& input, const QProcessEnvironment& environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(kProgram, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(kLongest) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

InterruptResult interruptMbtr(const QStringList& arguments, int delay)
{
    QProcess process;
    process.start(kProgram, arguments);
    if (!process.waitForStarted(kLongest) || process.waitForFinished(delay))
        return {};
    QElapsedTimer timer;
    timer.start();
    kill(static_cast<pid_t>(process.processId()), SIGINT);
    const bool ended = process.waitForFinished(kLongest);
    return {true, ended && process.exitStatus() == QProcess::CrashExit, timer.elapsed()};
}

} // namespace mbtr::test
