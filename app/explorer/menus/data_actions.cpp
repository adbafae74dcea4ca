#include "app/explorer/menus/data_actions.h"

#include "app/explorer/questions/join_dialog.h"
#include "app/explorer/workspace.h"
#include "core/base/error.h"
#include "core/io/format.h"
#include "core/io/write_dataset.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/panels/dataset/property_menu.h"
#include "widgets/theme/icons.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

namespace mbtr::gui {

/// What came of writing.
struct DataActions::Export {
    Messages messages;
    int structures = 0;
};

namespace {

QString writableFormats()
{
    QStringList filters;
    for (const Format& format : formats()) {
        if (!format.write)
            continue;
        QStringList patterns;
        for (const std::string& suffix : format.suffixes)
            patterns << "*." + QString::fromStdString(suffix) << "*." + QString::fromStdString(suffix) + ".gz";
        filters << QStringLiteral("%1 (%2)").arg(QString::fromStdString(format.name), patterns.join(' '));
    }
    return filters.join(";;");
}

} // namespace

DataActions::DataActions(Workspace* workspace, QMenu* menu, std::function<QString()> lastFolder)
    : QObject(menu)
    , m_workspace(workspace)
    , m_lastFolder(std::move(lastFolder))
    , m_window(menu->parentWidget())
    , m_exporting(std::make_unique<LatestJob<Export>>(tr("Exporting structures")))
{
    setObjectName("dataActions");
    m_join = menu->addAction(tr("&Join table…"), this, &DataActions::askForTable);
    m_join->setObjectName("joinTableAction");
    m_join->setToolTip(tr("Adds the columns of a CSV or TSV file as properties"));
    m_properties = menu->addMenu(tr("&Properties and units"));
    m_properties->setObjectName("propertiesMenu");
    m_export = menu->addAction(tr("&Export subset…"), QKeySequence(tr("Ctrl+E")), this, &DataActions::askForTarget);
    m_export->setObjectName("exportSubsetAction");
    m_export->setToolTip(tr("Writes the structures that are listed, in the order of the list"));
    connect(m_properties, &QMenu::aboutToShow, this, &DataActions::fillProperties);
    connect(&workspace->session, &Session::resultChanged, this, &DataActions::enable);
    workspace->jobs.add(m_exporting.get());
    connect(m_exporting.get(), &Job::finished, this, [this] {
        for (Message& message : m_exporting->takeResult().messages)
            m_workspace->log.add(std::move(message));
    });
    connect(m_exporting.get(), &Job::failed, this, [this](const QString& problem) { m_workspace->tell(problem); });
    enable();
}

DataActions::~DataActions() = default;

void DataActions::enable()
{
    const bool ready = m_workspace->session.isFresh(Stage::Dataset) && m_workspace->session.dataset().value->size() > 0;
    m_join->setEnabled(ready);
    m_properties->setEnabled(ready);
    const auto& subset = m_workspace->session.subset().value;
    m_export->setEnabled(ready && subset && !subset->rows().empty());
}

void DataActions::fillProperties()
{
    m_properties->clear();
    const auto dataset = m_workspace->session.dataset().value;
    for (const Property& property : dataset->properties) {
        auto* menu = new QMenu(QString::fromStdString(property.name).replace('&', "&&"), m_properties);
        fillPropertyMenu(menu, &m_workspace->session, property);
        if (!menu->isEmpty())
            m_properties->addMenu(menu);
    }
    if (m_properties->isEmpty())
        m_properties->addAction(tr("No numbers here"))->setEnabled(false);
}

void DataActions::askForTable()
{
    const QString path = QFileDialog::getOpenFileName(m_window, tr("Join table"), m_lastFolder(),
                                                      tr("Tables (*.csv *.tsv *.txt *.csv.gz *.tsv.gz);;All files (*)"));
    if (!path.isEmpty())
        joinTable(path);
}

void DataActions::joinTable(const QString& path)
{
    Table table;
    try {
        Progress progress;
        table = readTable(QFile::encodeName(path).toStdString(), progress);
    } catch (const FileError& error) {
        m_workspace->log.add({Severity::Error, error.path(), error.line(), error.message()});
        return;
    }
    JoinDialog dialog(table, m_workspace->session.dataset().value->size(), m_window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    auto edits = m_workspace->session.dataSettings().edits;
    edits.push_back(JoinTable {table.path, dialog.settings()});
    m_workspace->session.changeEdits(edits, tr("Join %1").arg(QFileInfo(path).fileName()));
}

void DataActions::askForTarget()
{
    QFileDialog dialog(m_window, tr("Export subset"), m_lastFolder(), writableFormats());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix("extxyz");
    dialog.selectFile("subset.extxyz");
    if (dialog.exec() == QDialog::Accepted)
        exportSubset(dialog.selectedFiles().value(0));
}

void DataActions::exportSubset(const QString& path)
{
    m_exporting->start([subset = m_workspace->session.subset().value, order = m_workspace->session.listOrder(),
                        file = QFile::encodeName(path).toStdString()](Progress& progress) {
        const std::vector<int> rows = sortRows(*subset->dataset, subset->rows(), order, progress);
        const Dataset dataset = subsetOf(*subset->dataset, rows, progress);
        progress.throwIfCancelled();
        Export result {.messages = writeDataset(dataset, file), .structures = dataset.size()};
        result.messages.push_back(
            {Severity::Note, file, 0,
             std::to_string(result.structures) + (result.structures == 1 ? " structure" : " structures") + " written"});
        return result;
    });
}

} // namespace mbtr::gui

#include "moc_data_actions.cpp"
