#include "widgets/panels/forces_symmetry_view.h"

#include "core/chemistry/element.h"
#include "widgets/panels/forces_table.h"
#include "widgets/session/force_trainer.h"
#include "widgets/session/preview_player.h"

#include <Eigen/Geometry>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace mbtr::gui {

namespace {

enum Column { Cycles, Order, Error };
constexpr double kWay = 1.2, kRest = 0.5; // seconds
constexpr double kDetour = 0.7;           // angstrom: so that atoms do not meet half-way

QString atomName(const std::vector<int>& species, int atom)
{
    const auto& symbol = element(species[static_cast<std::size_t>(atom)]).symbol;
    return QString::fromUtf8(symbol.data(), static_cast<qsizetype>(symbol.size())) + QString::number(atom + 1);
}

/// "H5 → H6 → H7 → H5", "C1 ↔ C2"; several with commas.
QString cyclesText(const Permutation& permutation, const std::vector<int>& species)
{
    QStringList cycles;
    std::vector<char> seen(permutation.size(), 0);
    for (int first = 0; first < static_cast<int>(permutation.size()); ++first) {
        QStringList cycle;
        for (int atom = first; !seen[static_cast<std::size_t>(atom)]; atom = permutation[static_cast<std::size_t>(atom)]) {
            seen[static_cast<std::size_t>(atom)] = 1;
            cycle << atomName(species, atom);
        }
        if (cycle.size() == 2)
            cycles << cycle.join(QString::fromUtf8(" ↔ "));
        else if (cycle.size() > 2)
            cycles << (cycle << cycle.front()).join(QString::fromUtf8(" → "));
    }
    return cycles.isEmpty() ? ForcesSymmetryView::tr("none (every atom stays)") : cycles.join(", ");
}

/// Every atom on its way to the place of another, in an arc around the middle; share: 0..1 of the way.
Eigen::Matrix3Xd onTheWay(const Eigen::Matrix3Xd& from, const Permutation& permutation, double share)
{
    const Eigen::Vector3d middle = from.rowwise().mean();
    const double smooth = 0.5 - 0.5 * std::cos(std::numbers::pi * share);
    Eigen::Matrix3Xd positions = from;
    for (Eigen::Index i = 0; i < from.cols(); ++i) {
        const auto goal = static_cast<Eigen::Index>(permutation[static_cast<std::size_t>(i)]);
        if (goal == i)
            continue;
        const Eigen::Vector3d way = from.col(goal) - from.col(i);
        const Eigen::Vector3d outwards = (0.5 * (from.col(goal) + from.col(i)) - middle).cross(way).stableNormalized();
        positions.col(i) += smooth * way + kDetour * std::sin(std::numbers::pi * smooth) * outwards;
    }
    return positions;
}

} // namespace

ForcesSymmetryView::ForcesSymmetryView(ForceTrainer* trainer, PreviewPlayer* player, QWidget* parent)
    : QWidget(parent)
    , m_trainer(trainer)
    , m_player(player)
    , m_compare(new QPushButton(tr("Compare errors"), this))
    , m_stop(new QPushButton(tr("Stop"), this))
    , m_text(new QLabel(this))
    , m_table(makeForcesTable("permutations", tr("Permutations of like atoms; a chosen one moves in the 3-D view"), this))
{
    m_compare->setObjectName("compareSymmetries");
    m_compare->setAccessibleName(m_compare->text());
    m_compare->setToolTip(tr("Fits the same geometries without symmetry, with what each permutation generates, and with all, at the length that was found"));
    m_stop->setObjectName("permutationStop");
    m_stop->setAccessibleName(tr("Stop the animation"));
    m_stop->setToolTip(tr("Stop the animation"));
    m_text->setObjectName("symmetryText");
    m_text->setWordWrap(true);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_compare);
    buttons->addWidget(m_stop);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 4);
    layout->addLayout(buttons);
    layout->addWidget(m_text);
    layout->addWidget(m_table, 1);
    connect(m_compare, &QPushButton::clicked, trainer, &ForceTrainer::compareSymmetries);
    connect(m_stop, &QPushButton::clicked, player, &PreviewPlayer::stop);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row, int, int before) {
        if (row != before && row >= 0)
            playRow(row);
    });
    connect(m_table, &QTableWidget::cellClicked, this, [this](int row) {
        if (!m_player->isPlaying(this))
            playRow(row);
    });
    connect(trainer, &ForceTrainer::modelChanged, this, &ForcesSymmetryView::showPermutations);
    connect(trainer, &ForceTrainer::pointsChanged, this, &ForcesSymmetryView::showErrors);
    connect(trainer, &ForceTrainer::stateChanged, this, &ForcesSymmetryView::showState);
    connect(player, &PreviewPlayer::stopped, this, &ForcesSymmetryView::showState);
    showPermutations();
}

ForcesSymmetryView::~ForcesSymmetryView() = default;

void ForcesSymmetryView::showPermutations()
{
    const GdmlModel* model = m_trainer->model().model.get();
    const QSignalBlocker blocker(m_table);
    m_table->setColumnCount(3);
    m_table->setHorizontalHeaderLabels({tr("Atoms that change places"), tr("Generates"), tr("Force MAE") + unitSuffix(m_trainer->model().forceUnit)});
    m_table->horizontalHeaderItem(Order)->setToolTip(tr("How many permutations it makes by repetition"));
    m_table->horizontalHeaderItem(Error)->setToolTip(tr("Of the validation geometries, with what the permutation generates; the first row is without symmetry"));
    m_table->horizontalHeader()->setSectionResizeMode(Order, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(Error, QHeaderView::ResizeToContents);
    m_table->setRowCount(0);
    m_table->setRowCount(model ? static_cast<int>(model->permutations.size()) : 0);
    for (int row = 0; row < m_table->rowCount(); ++row) {
        setCell(m_table, row, Cycles, cyclesText(model->permutations[static_cast<std::size_t>(row)], model->species));
        setCell(m_table, row, Order, {});
        setCell(m_table, row, Error, {});
    }
    showErrors();
    showState();
}

void ForcesSymmetryView::showErrors()
{
    double without = 0, with = 0;
    for (const SymmetryPoint& point : m_trainer->symmetries()) {
        if (point.permutation < 0)
            with = point.forceMae;
        if (point.permutation == 0)
            without = point.forceMae;
        if (point.permutation < 0 || point.permutation >= m_table->rowCount())
            continue;
        setCell(m_table, point.permutation, Order, QString::number(point.groupSize));
        setCell(m_table, point.permutation, Error, fourDigits(point.forceMae));
    }
    const auto count = m_table->rowCount();
    QString text = !count ? tr("Train or open a model first.") : count == 1 ? tr("No like atoms change places in the training geometries.") : tr("%n permutation(s), found in the training geometries. Choose one to see it move.", nullptr, count);
    if (with > 0)
        text += ' ' + tr("Force MAE without symmetry %1, with all %2%3.").arg(fourDigits(without), fourDigits(with), unitSuffix(m_trainer->model().forceUnit));
    m_text->setText(text);
}

void ForcesSymmetryView::showState()
{
    const auto training = m_trainer->training();
    m_compare->setEnabled(training && training->result.model == m_trainer->model().model && !m_trainer->isTraining() && !m_trainer->isComparing());
    m_stop->setEnabled(m_player->isPlaying(this));
}

void ForcesSymmetryView::playRow(int row)
{
    const GdmlModel* model = m_trainer->model().model.get();
    const auto structure = m_player->structure();
    if (!model || !structure || structure->species != model->species)
        return;
    m_player->play(this, [from = structure->positions, permutation = model->permutations[static_cast<std::size_t>(row)]](double seconds) {
        const double inPeriod = std::fmod(seconds, 2 * (kWay + kRest));
        const double there = std::clamp(inPeriod / kWay, 0.0, 1.0), back = std::clamp((inPeriod - kWay - kRest) / kWay, 0.0, 1.0);
        return std::optional<Eigen::Matrix3Xd>(onTheWay(from, permutation, there - back));
    });
    showState();
}

} // namespace mbtr::gui

#include "moc_forces_symmetry_view.cpp"
