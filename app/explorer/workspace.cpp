#include "app/explorer/workspace.h"

#include "core/base/error.h"
#include "core/mbtr/settings_json.h"
#include "widgets/document/local_path.h"

#include <QSaveFile>
#include <algorithm>

namespace mbtr::gui {

Workspace::Workspace(QObject* parent)
    : QObject(parent)
{
    connect(&session, &Session::resultChanged, this, &Workspace::followDataset);
    connectMessages();
}

/// What no panel has a line for.
void Workspace::connectMessages()
{
    const auto report = [this](const QString& problem) { tell(problem); };
    const auto note = [this](const QString& sentence) { log.add({Severity::Note, {}, 0, sentence.toStdString()}); };
    connect(&jobs, &JobList::problemReported, this, report);
    connect(&models, &ModelDesk::failed, this, report);
    connect(&models, &ModelDesk::done, this, note);
    connect(&forceStudies.trainer, &ForceTrainer::saved, this, note);
    connect(&files, &DatasetFiles::written, this, [this](const Messages& messages) {
        for (const Message& message : messages)
            log.add(message);
    });
}

void Workspace::followDataset(Stage stage)
{
    if (stage != Stage::Dataset)
        return;
    const auto& dataset = session.dataset().value;
    const bool same = m_document == session.document(); // more structures of the same files, or other properties
    const int before = same ? selection.structure() : 0;
    m_document = session.document();
    selection.setStructure(-1); // another structure, even where the number stays the same
    selection.setStructure(dataset && dataset->size() > 0 ? std::clamp(before, 0, dataset->size() - 1) : -1);
    if (!same) {
        selection.setReference(-1);
        measurements.clear(); // their numbers mean other atoms
    }
    log.setFileMessages(dataset ? dataset->messages : Messages());
}

void Workspace::openExample(const QString& file)
{
    const QString path = examples.extract(file);
    if (path.isEmpty())
        tell(tr("The example %1 cannot be copied to the folder for temporary files.").arg(file));
    else
        session.openFiles({path});
}

QString Workspace::openSettings(const QString& path)
{
    try {
        session.changeMbtrSettings(readSettings(localPath(path)), tr("Open settings"), Grids::Stay);
        return {};
    } catch (const FileError& error) {
        log.add({Severity::Error, error.path(), error.line(), error.message()});
        return QString::fromUtf8(error.what());
    }
}

void Workspace::saveSettings(const QString& path)
{
    QSaveFile file(path);
    const QByteArray text = QByteArray::fromStdString(toJson(session.mbtrSettings()));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        tell(tr("cannot be written: %1").arg(file.errorString()), path);
}

void Workspace::tell(const QString& problem, const QString& path)
{
    log.add({Severity::Error, localPath(path), 0, problem.toStdString()});
}

} // namespace mbtr::gui
