#include "app/explorer/menus/examples.h"

#include "core/io/read_dataset.h"
#include "widgets/document/local_path.h"

#include <QDir>
#include <QFile>

namespace mbtr::gui {

namespace {

const QString kFolder = QStringLiteral(":/examples/");

QString titleOf(const QString& file)
{
    QString title = file.section('.', 0, 0).replace('_', ' ');
    title[0] = title[0].toUpper();
    const QString suffix = file.section('.', 1, 1);
    return suffix == "extxyz" ? title : QStringLiteral("%1 (%2)").arg(title, suffix.toUpper());
}

} // namespace

QList<Examples::Example> Examples::list()
{
    QList<Example> examples;
    for (const QString& file : QDir(kFolder).entryList(QDir::Files, QDir::Name))
        examples.append({file, titleOf(file)});
    return examples;
}

QString Examples::defaultFile()
{
    const QString preferred = "ethanol_dynamics.extxyz.gz";
    return QFile::exists(kFolder + preferred) ? preferred : list().value(0).file;
}

QString Examples::extract(const QString& file)
{
    const QString path = m_folder.filePath(file);
    if (!QFile::exists(path) && !QFile::copy(kFolder + file, path))
        return {};
    return path;
}

std::vector<DegeneratePair> Examples::degeneratePairs()
{
    const QString path = extract("blind_pairs.extxyz");
    std::vector<DegeneratePair> pairs;
    if (path.isEmpty())
        return pairs;
    Progress progress;
    const Dataset dataset = readFile(localPath(path), progress);
    const auto& titles = std::get<StructureTexts>(dataset.find("pair")->values).values;
    for (std::size_t i = 0; i + 1 < dataset.structures.size(); i += 2)
        pairs.push_back({QString::fromStdString(titles[i]), dataset.structures[i], dataset.structures[i + 1]});
    return pairs;
}

} // namespace mbtr::gui
