#pragma once

#include <QProcess>
#include <QStringList>

namespace mbtr::test {

struct CommandResult {
    int exitCode = -1;
    QString out;
    QString error;
};

/// Runs the real executable and waits for its end.
inline CommandResult runMbtr(const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    process.start(QStringLiteral(MBTR_BINARY_DIR "/bin/mbtr"), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
}

} // namespace mbtr::test
