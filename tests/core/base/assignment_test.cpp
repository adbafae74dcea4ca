#include "core/base/assignment.h"

#include <QTest>
#include <algorithm>
#include <numeric>
#include <random>

using namespace mbtr;

namespace {

double costOf(const Eigen::MatrixXd& cost, const std::vector<int>& columns)
{
    double sum = 0;
    for (std::size_t i = 0; i < columns.size(); ++i)
        sum += cost(static_cast<Eigen::Index>(i), columns[i]);
    return sum;
}

/// By trying all orders.
double cheapest(const Eigen::MatrixXd& cost)
{
    std::vector<int> columns(static_cast<std::size_t>(cost.rows()));
    std::iota(columns.begin(), columns.end(), 0);
    double best = costOf(cost, columns);
    while (std::next_permutation(columns.begin(), columns.end()))
        best = std::min(best, costOf(cost, columns));
    return best;
}

} // namespace

class AssignmentTest : public QObject {
    Q_OBJECT

private slots:
    void findsTheCheapestOfAllOrders()
    {
        std::mt19937_64 random(3);
        for (int size = 1; size <= 7; ++size)
            for (int repeat = 0; repeat < 20; ++repeat) {
                const Eigen::MatrixXd cost
                    = Eigen::MatrixXd::NullaryExpr(size, size, [&] { return static_cast<double>(random() % 12) - 5; });
                std::vector<int> columns = cheapestAssignment(cost);
                QCOMPARE(costOf(cost, columns), cheapest(cost));
                std::sort(columns.begin(), columns.end());
                for (int i = 0; i < size; ++i)
                    QCOMPARE(columns[i], i);
            }
    }
    void ofNothingIsNothing() { QVERIFY(cheapestAssignment(Eigen::MatrixXd(0, 0)).empty()); }
};

QTEST_APPLESS_MAIN(AssignmentTest)
#include "assignment_test.moc"
