#include "widgets/work/training/curve_store.h"

#include "core/base/text.h"
#include "core/mbtr/settings_json.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace mbtr::gui {

namespace {

constexpr const char* kVersion = "1"; // of the numbers: another one where the same inputs give others

template <typename Number> void addNumbers(QCryptographicHash& hash, const Number* data, std::size_t count)
{
    hash.addData(QByteArrayView(reinterpret_cast<const char*>(data), static_cast<qsizetype>(count * sizeof(Number))));
}

void addText(QCryptographicHash& hash, const std::string& text)
{
    hash.addData(QByteArrayView(text.data(), static_cast<qsizetype>(text.size() + 1))); // with its end
}

void addStructure(QCryptographicHash& hash, const Structure& structure)
{
    addNumbers(hash, structure.species.data(), structure.species.size());
    addNumbers(hash, structure.positions.data(), static_cast<std::size_t>(structure.positions.size()));
    if (structure.cell) {
        addNumbers(hash, structure.cell->vectors.data(), 9);
        addNumbers(hash, structure.cell->periodic.data(), 3);
    }
}

std::string textOf(const TrainingSettings& s)
{
    const SplitSettings& split = s.split;
    return s.target + '\n' + std::string(nameOf(s.kernel)) + ' ' + toText(lengthOf(s.kernel)) + ' ' + toText(s.lambda) + ' '
        + std::to_string(s.perAtom) + ' ' + std::to_string(static_cast<int>(s.representation)) + ' '
        + std::to_string(static_cast<int>(s.scaling)) + ' ' + std::to_string(s.compositionBaseline) + ' '
        + std::to_string(static_cast<int>(split.method)) + ' ' + std::to_string(split.seed) + ' ' + std::to_string(split.validate)
        + ' ' + std::to_string(split.forceSmall);
}

} // namespace

CurveStore::CurveStore(const Dataset& dataset, const std::vector<int>& rows, const MbtrSettings& mbtr,
                       const TrainingSettings& training)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    addText(hash, kVersion);
    addText(hash, textOf(training));
    addText(hash, training.representation == RepresentationKind::Mbtr ? toJson(mbtr) : std::string());
    const std::vector<double> targets = trainingTargets(dataset, training);
    for (const int row : rows) {
        addStructure(hash, dataset.structures[static_cast<std::size_t>(row)]);
        addNumbers(hash, &targets[static_cast<std::size_t>(row)], 1);
    }
    m_path = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + "/mbtr-explorer/learning-curves/"
        + hash.result().toHex() + ".txt";
}

std::vector<CurveSample> CurveStore::known() const
{
    std::vector<CurveSample> samples;
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return samples;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        const QList<QByteArray> words = line.trimmed().split(' ');
        bool ok[4] {};
        if (words.size() != 4 || !line.endsWith('\n'))
            continue;
        const CurveSample sample {words[0].toInt(&ok[0]), words[1].toInt(&ok[1]), words[2].toDouble(&ok[2]),
                                  words[3].toDouble(&ok[3])};
        if (ok[0] && ok[1] && ok[2] && ok[3])
            samples.push_back(sample);
    }
    return samples;
}

void CurveStore::add(const CurveSample& sample) const
{
    QDir().mkpath(QFileInfo(m_path).path());
    QFile file(m_path);
    if (!file.open(QIODevice::Append))
        return;
    const std::string line = std::to_string(sample.size) + ' ' + std::to_string(sample.repeat) + ' ' + toText(sample.rmse) + ' '
        + toText(sample.mae) + '\n';
    file.write(line.data(), static_cast<qsizetype>(line.size()));
}

} // namespace mbtr::gui
