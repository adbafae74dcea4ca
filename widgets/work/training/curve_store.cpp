#include "widgets/work/training/curve_store.h"

#include "core/base/text.h"
#include "core/chemistry/structure_fingerprint.h"
#include "core/mbtr/settings_json.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace mbtr::gui {

namespace {

constexpr const char* kVersion = "1"; // of the numbers: another one where the same inputs give others

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
    Fingerprint fingerprint;
    fingerprint.add(kVersion + ('\n' + textOf(training)));
    if (training.representation == RepresentationKind::Mbtr)
        fingerprint.add(toJson(mbtr));
    const std::vector<double> targets = trainingTargets(dataset, training);
    for (const int row : rows) {
        addStructure(fingerprint, dataset.structures[static_cast<std::size_t>(row)]);
        fingerprint.add<double>({&targets[static_cast<std::size_t>(row)], 1});
    }
    m_path = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + "/mbtr-explorer/learning-curves/"
        + QString::fromStdString(fingerprint.text()) + ".txt";
}

std::vector<LearningSample> CurveStore::known() const
{
    std::vector<LearningSample> samples;
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return samples;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        const QList<QByteArray> words = line.trimmed().split(' ');
        bool ok[4] {};
        if (words.size() != 4 || !line.endsWith('\n'))
            continue;
        const LearningSample sample {words[0].toInt(&ok[0]), words[1].toInt(&ok[1]), words[2].toDouble(&ok[2]),
                                     words[3].toDouble(&ok[3])};
        if (ok[0] && ok[1] && ok[2] && ok[3])
            samples.push_back(sample);
    }
    return samples;
}

void CurveStore::add(const LearningSample& sample) const
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
